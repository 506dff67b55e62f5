"""A recommender in ten lines: most viewed first, another page each turn. python3 recommender.py [port]"""
import json, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Recommender(BaseHTTPRequestHandler):
    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if "catalogue" in said:  # a world begins
            self.server.ids = [item["id"] for item in sorted(said["catalogue"], key=lambda item: -item.get("views", 0))]
        page = lambda one: [self.server.ids[(one["turn"] * one["size"] + slot) % len(self.server.ids)] for slot in range(one["size"])]
        answer = json.dumps({"slates": [page(one) for one in said.get("requests", [])]}).encode()
        self.send_response(200); self.end_headers(); self.wfile.write(answer)
    def log_message(self, *_): pass

HTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 8000), Recommender).serve_forever()
