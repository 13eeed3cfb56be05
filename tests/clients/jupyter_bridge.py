"""Lets a program in another language drive a kernel through jupyter_client: a request is a line of JSON, and so is its answer.

Seconds are measured here, so that the way to the other program is not among them. Usage: jupyter_bridge.py KERNEL
"""
import json
import sys
import time
import traceback

import jupyter_client
import zmq

PATIENCE = 120  # seconds without a word from the kernel


class Bridge:
    def __init__(self, kernel):
        self.manager = jupyter_client.KernelManager(kernel_name=kernel)

    def start(self):
        """Starts the kernel, and is back when it answers."""
        began = time.perf_counter()
        # What the kernel prints itself must not get between the answers.
        self.manager.start_kernel(stdout=sys.stderr.fileno(), stderr=sys.stderr.fileno())
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)
        return {"seconds": time.perf_counter() - began, "process": self.manager.provisioner.pid}

    def restart(self):
        self.manager.restart_kernel()
        self.client.wait_for_ready(timeout=PATIENCE)
        return {"process": self.manager.provisioner.pid}

    def shutdown(self):
        """Asks the kernel to end; jupyter_client kills one that does not, and then the exit code is not 0."""
        process = self.manager.provisioner.process
        began = time.perf_counter()
        self.client.stop_channels()
        self.manager.shutdown_kernel()
        return {"seconds": time.perf_counter() - began, "exitCode": process.returncode}

    def request(self, channel, type, content):
        """Any request that one message answers."""
        message = self.client.session.msg(type, content)
        began = time.perf_counter()
        getattr(self.client, f"{channel}_channel").send(message)
        content = self.reply_to(message["header"]["msg_id"], channel)
        return {"seconds": time.perf_counter() - began, "content": content}

    def queue(self, codes):
        """Sends cells at once, and waits for the replies."""
        cells = [self.client.execute(code) for code in codes]
        return {"replies": [self.reply_to(cell) for cell in cells]}

    def execute(self, code, inputs=()):
        """Runs a cell to its end."""
        began = time.perf_counter()
        self.send(code, inputs)
        return self.finish() | {"seconds": time.perf_counter() - began}

    def begin(self, code):
        """Starts a cell, and is back when its first output is there."""
        self.send(code, ())
        while not self.outputs:
            self.listen()
        return {}

    def finish(self):
        """Waits until the cell has been replied to and the kernel is idle again."""
        while not self.idle:
            self.listen()
        return {"reply": self.reply_to(self.cell), "outputs": self.outputs}

    def interrupt(self):
        """Interrupts the cell that was begun, and waits for its end."""
        began = time.perf_counter()
        self.manager.interrupt_kernel()
        return self.finish() | {"seconds": time.perf_counter() - began}

    def send(self, code, inputs):
        self.inputs, self.outputs, self.idle = list(inputs), [], False
        self.cell = self.client.execute(code, allow_stdin=True)

    def listen(self):
        """Takes what comes next from the cell, and answers what it asks."""
        stdin, iopub = self.client.stdin_channel.socket, self.client.iopub_channel.socket
        poller = zmq.Poller()
        poller.register(stdin, zmq.POLLIN)
        poller.register(iopub, zmq.POLLIN)
        ready = dict(poller.poll(PATIENCE * 1000))
        if not ready:
            raise TimeoutError(f"The kernel has said nothing for {PATIENCE} s.")
        if stdin in ready:
            question = self.client.get_stdin_msg()
            self.outputs.append({"type": question["msg_type"]} | question["content"])
            self.client.input(self.inputs.pop(0))
        if iopub in ready:
            self.take(self.client.get_iopub_msg())

    def take(self, message):
        if message["parent_header"].get("msg_id") != self.cell:
            return
        if message["msg_type"] == "status":
            self.idle = message["content"]["execution_state"] == "idle"
        elif message["msg_type"] != "execute_input":
            self.outputs.append({"type": message["msg_type"]} | message["content"])

    def reply_to(self, request, channel="shell"):
        while True:
            message = getattr(self.client, f"get_{channel}_msg")(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]


bridge = Bridge(sys.argv[1])
for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = getattr(bridge, asked.pop("do"))(**asked)
    except Exception:
        answer = {"error": traceback.format_exc()}
    print(json.dumps(answer), flush=True)
if bridge.manager.has_kernel:
    bridge.manager.shutdown_kernel()  # not every kernel ends with its client, as ours does
