"""nginx as a reference: a front that reads the whole request, as strictly as it can, before a server behind it answers."""

import pathlib
import shutil
import subprocess
import tempfile

from support import LONGEST_WAIT, free_port
from wire_client import is_listening, wait_until

CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log error;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    ignore_invalid_headers off;
    underscores_in_headers on;
    client_header_buffer_size 16k;
    large_client_header_buffers 4 16k;
    client_max_body_size 25m;
    keepalive_requests 100000;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://unix:{folder}/behind;
            proxy_http_version 1.1;
            proxy_ignore_client_abort on;
        }}
    }}
    server {{
        listen unix:{folder}/behind;
        location / {{ return 200; }}
    }}
}}
"""


class Nginx:
    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="tenon-nginx-")
        folder = pathlib.Path(self._folder.name)
        self.port = free_port()
        configuration = folder / "nginx.conf"
        configuration.write_text(CONFIGURATION.format(folder=folder, port=self.port))
        program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
        self._process = subprocess.Popen([program, "-e", f"{folder}/error.log", "-c", configuration], cwd=folder)
        wait_until(self._answers, "nginx")

    def close(self):
        self._process.terminate()
        self._process.wait(LONGEST_WAIT)
        self._folder.cleanup()

    def _answers(self):
        assert self._process.poll() is None, "nginx does not start"
        return is_listening(self.port)
