using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Tests.Kernel.Clients;

/// <summary>
/// Drives a kernel through jupyter_client (<c>tests/clients/jupyter_bridge.py</c>), which starts and connects it as notebooks do.
/// </summary>
public sealed class JupyterBridge : IDisposable
{
    private readonly Process python;
    private readonly Task<string> complaints;

    /// <summary>Starts the kernel, and is back when it answers.</summary>
    /// <param name="python">The interpreter.</param>
    /// <param name="kernel">The kernel's name.</param>
    /// <param name="environment">Variables: where Jupyter finds the kernel.</param>
    /// <param name="workingFolder">Where the notebook would lie.</param>
    public JupyterBridge(string python, string kernel, IReadOnlyDictionary<string, string> environment, string workingFolder)
    {
        var start = new ProcessStartInfo(python, [FrontEnds.Program("jupyter_bridge.py"), kernel])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        this.python = Process.Start(start)!;
        complaints = this.python.StandardError.ReadToEndAsync();
        var answer = Ask("start");
        SecondsToReady = (double)answer["seconds"]!;
        KernelProcess = (int)answer["process"]!;
    }

    /// <summary>From the start of the kernel's process until a client may send the first cell.</summary>
    public double SecondsToReady { get; }

    /// <summary>The number of the kernel's process; another one after <see cref="Restart"/>.</summary>
    public int KernelProcess { get; private set; }

    /// <summary>Runs a cell to its end.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="inputs">What the user types, one text for each question.</param>
    public CellRun Execute(string code, params string[] inputs) => Cell(Ask("execute", new { code, inputs }));

    /// <summary>Starts a cell, and is back when it has put something out.</summary>
    public void Begin(string code) => Ask("begin", new { code });

    /// <summary>Waits for the end of the cell that was begun.</summary>
    public CellRun Finish() => Cell(Ask("finish"));

    /// <summary>Interrupts the cell that was begun and waits for its end; its seconds are those since the interrupt.</summary>
    public CellRun Interrupt() => Cell(Ask("interrupt"));

    /// <summary>Sends cells at once, and returns the status of each.</summary>
    public IReadOnlyList<string> Queue(params string[] codes) =>
        [.. Ask("queue", new { codes })["replies"]!.AsArray().Select(reply => (string)reply!["status"]!)];

    /// <summary>A request that one message answers.</summary>
    /// <param name="channel"><c>shell</c> or <c>control</c>.</param>
    /// <param name="type">For instance <c>complete_request</c>.</param>
    /// <param name="content">Its content.</param>
    /// <returns>The answer's content, and the seconds until it was there.</returns>
    public (JsonObject Content, double Seconds) Request(string channel, string type, object content)
    {
        var answer = Ask("request", new { channel, type, content });
        return (answer["content"]!.AsObject(), (double)answer["seconds"]!);
    }

    /// <summary>Restarts the kernel, as the button in a notebook does.</summary>
    public void Restart() => KernelProcess = (int)Ask("restart")["process"]!;

    /// <summary>Asks the kernel to end.</summary>
    /// <returns>Its exit code; another than 0 if it had to be killed.</returns>
    public int Shutdown() => (int)Ask("shutdown")["exitCode"]!;

    /// <summary>Kills the client and leaves its kernel alone.</summary>
    public void Kill() => python.Kill();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!python.HasExited)
        {
            python.StandardInput.Close(); // which ends it, and the kernel with it
            if (!python.WaitForExit(TimeSpan.FromMinutes(1)))
                python.Kill(entireProcessTree: true);
        }
        python.Dispose();
    }

    private static CellRun Cell(JsonObject answer) =>
        new((double?)answer["seconds"] ?? 0, answer["reply"]!.AsObject(),
            [.. answer["outputs"]!.AsArray().Select(output => output!.AsObject())]);

    private JsonObject Ask(string what, object? arguments = null)
    {
        var request = arguments is null ? [] : JsonSerializer.SerializeToNode(arguments)!.AsObject();
        request["do"] = what;
        python.StandardInput.WriteLine(request.ToJsonString());
        python.StandardInput.Flush();
        var answer = python.StandardOutput.ReadLine() is { } line
            ? JsonNode.Parse(line)!.AsObject()
            : throw new InvalidOperationException(complaints.Result);
        return answer["error"] is { } error ? throw new InvalidOperationException((string)error!) : answer;
    }
}
