using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>Questions to the user, which the front end shows, and their answers.</summary>
internal sealed class InputChannel
{
    private readonly BlockingCollection<string> answers = [];

    /// <summary>The front end has sent something on the channel.</summary>
    public void Received(JupyterMessage message)
    {
        if (message.Type == "input_reply" && message.Content["value"] is JsonValue value && value.TryGetValue<string>(out var answer))
            answers.Add(answer);
    }

    /// <summary>Asks and waits for the answer.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted meanwhile.</exception>
    public string Ask(JupyterWire wire, JupyterMessage request, string prompt, bool isPassword, CancellationToken token)
    {
        while (answers.TryTake(out _))
        {
            // the late answer to a question whose cell was interrupted
        }
        wire.Ask(request, new() { ["prompt"] = prompt, ["password"] = isPassword });
        return answers.Take(token);
    }
}
