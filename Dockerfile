# Two images, of the page and of the command:
#   docker build --target page --tag oddflow-page .
#   docker build --target command --tag oddflow .
# docs/deploy.md describes both. `npm run check:container` runs these steps on Debian 12 without Docker.

FROM node:20-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build
RUN mkdir /packed \
    && npm pack --pack-destination /packed \
    && npm install --global --ignore-scripts --omit=dev --prefix /installed /packed/*.tgz

FROM debian:bookworm-slim AS page
# Without versions: Debian replaces a version when it publishes a security fix, and a pinned build would then fail.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends nginx-light wget \
    && rm -rf /var/lib/apt/lists/*
COPY docs/deploy/nginx.conf /etc/oddflow/nginx.conf
COPY --from=build /src/dist /srv/oddflow
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGQUIT
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s CMD ["wget", "--quiet", "--spider", "http://127.0.0.1:8080/"]
ENTRYPOINT ["nginx", "-e", "stderr", "-c", "/etc/oddflow/nginx.conf", "-g", "daemon off;"]

FROM node:20-bookworm-slim AS command
COPY --from=build /installed /usr/local
WORKDIR /logs
USER 10001:10001
ENTRYPOINT ["oddflow"]
