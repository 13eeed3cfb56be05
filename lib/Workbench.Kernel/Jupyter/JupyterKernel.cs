using System.Text.Json.Nodes;
using Workbench.Kernel.Output;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Jupyter;

/// <summary>
/// A Jupyter kernel: runs the cells that a front end sends over the messaging protocol 5.3. The console of the process
/// belongs to the notebook meanwhile, so that a process runs one kernel.
/// </summary>
public sealed class JupyterKernel : IDisposable
{
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(1);

    private readonly NotebookSession session;
    private readonly JupyterWire wire;
    private readonly ShellQueue shell = new();
    private readonly InputChannel input = new();
    private readonly CellHistory history = new();
    private readonly CellRequests cells;
    private readonly ManualResetEventSlim ended = new();

    /// <summary>Binds the sockets; requests that come now wait for <see cref="Run"/>.</summary>
    /// <param name="connection">Where to listen, and the key.</param>
    /// <param name="baseDirectory">The notebook's folder.</param>
    /// <param name="host">What cells get from the program that runs them; nothing if not given.</param>
    /// <exception cref="NotebookException">A port is taken.</exception>
    public JupyterKernel(ConnectionFile connection, string baseDirectory, NotebookHost? host = null)
    {
        session = new NotebookSession(baseDirectory, host: host);
        wire = new JupyterWire(connection, shell.Add, request => Handle(request, OnControl), input.Received);
        cells = new CellRequests(session, wire, input, history, shell.AbortWaiting);
    }

    /// <summary>Answers requests until the front end, or <see cref="Stop"/>, ends the kernel.</summary>
    public void Run()
    {
        using var capture = new ConsoleCapture();
        ParentProcess.Watch(Stop);
        wire.Start();
        wire.Publish("status", new() { ["execution_state"] = "starting" }, null);
        new Thread(WarmUp) { IsBackground = true, Name = "warm-up" }.Start();
        var requests = new Thread(() => shell.Run(request => Handle(request, OnShell)), CellThread.StackBytes)
        {
            IsBackground = true,
            Name = "shell",
        };
        requests.Start();
        ended.Wait();
        shell.Close();
        cells.Interrupt();
        requests.Join(FarewellLimit); // for the cell's finally blocks
        wire.Finish(FarewellLimit);
    }

    /// <summary>Stops the running cell.</summary>
    public void Interrupt() => cells.Interrupt();

    /// <summary>Ends the kernel.</summary>
    public void Stop() => ended.Set();

    /// <summary>Closes the sockets.</summary>
    public void Dispose()
    {
        wire.Dispose();
        session.Dispose();
        ended.Dispose();
    }

    private void WarmUp()
    {
        session.WarmUp(); // a cell that comes meanwhile waits for its end
        session.WarmUpEditing();
    }

    private JsonObject? OnShell(JupyterRequest request)
    {
        switch (request.Message.Type)
        {
            case "execute_request":
                return cells.Execute(request);
            case "complete_request":
                return EditorRequests.Complete(session, request.Content);
            case "inspect_request":
                return EditorRequests.Inspect(session, request.Content);
            case "is_complete_request":
                return EditorRequests.IsComplete(request.Content);
            case "history_request":
                return history.Reply(request);
            case "comm_info_request":
                return Comms.Info();
            case "comm_open":
                Comms.Refuse(wire, request);
                return null;
            default:
                return OnControl(request);
        }
    }

    private JsonObject? OnControl(JupyterRequest request)
    {
        switch (request.Message.Type)
        {
            case "kernel_info_request":
                return KernelInfo.Reply();
            case "interrupt_request":
                cells.Interrupt();
                return new() { ["status"] = "ok" };
            case "shutdown_request":
                var reply = new JsonObject { ["status"] = "ok", ["restart"] = request.Flag("restart", false) };
                wire.Publish("shutdown_reply", reply, request.Message);
                return reply;
            default:
                return null;
        }
    }

    /// <summary>Answers a request between the states busy and idle, whatever happens.</summary>
    private void Handle(JupyterRequest request, Func<JupyterRequest, JsonObject?> answer)
    {
        Status("busy");
        JsonObject? reply;
        try
        {
            reply = answer(request);
        }
        catch (Exception error)
        {
            reply = new()
            {
                ["status"] = "error",
                ["ename"] = error.GetType().Name,
                ["evalue"] = error.Message,
                ["traceback"] = new JsonArray(),
            };
        }
        if (reply is not null)
            wire.Reply(request, request.Message.Type.Replace("_request", "_reply", StringComparison.Ordinal), reply);
        Status("idle");
        if (request.Message.Type == "shutdown_request")
            Stop();

        void Status(string state) => wire.Publish("status", new() { ["execution_state"] = state }, request.Message);
    }
}
