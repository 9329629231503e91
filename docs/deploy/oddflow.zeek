# For Zeek without zeekctl: runs oddflow-rotated on every log that Zeek rotates. Load it with `@load ./oddflow` in local.zeek.
# zeekctl has a postprocessor of its own, which a second value would replace: copy oddflow-rotated to its folder instead.

redef Log::default_rotation_interval = 1hr;

# Zeek adds six arguments: the rotated file, its base name, when it was opened and closed, whether Zeek terminates, the writer.
redef Log::default_rotation_postprocessor_cmd = "/usr/local/lib/oddflow/oddflow-rotated";

