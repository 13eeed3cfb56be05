using System.Text.Json.Nodes;
using Workbench.Kernel.Jupyter.Zmtp;

namespace Workbench.Kernel.Jupyter;

/// <summary>A message that wants an answer, with the socket that it came through.</summary>
internal sealed record JupyterRequest(JupyterMessage Message, ZmtpRouter Channel)
{
    private volatile bool aborted;

    /// <summary>What it says.</summary>
    public JsonObject Content => Message.Content;

    /// <summary>Whether a cell before it has failed, so that it must not run.</summary>
    public bool IsAborted => aborted;

    /// <summary>Called when a cell before it has failed.</summary>
    public void Abort() => aborted = true;

    /// <summary>A flag of its content.</summary>
    public bool Flag(string name, bool otherwise) => Content[name]?.GetValue<bool>() ?? otherwise;
}
