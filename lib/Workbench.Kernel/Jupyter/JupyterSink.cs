using System.Text.Json.Nodes;
using Workbench.Kernel.Formatting;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Jupyter;

/// <summary>Publishes the outputs of one request.</summary>
internal sealed class JupyterSink : IOutputSink, IInputSource
{
    private readonly JupyterWire wire;
    private readonly InputChannel input;
    private readonly JupyterRequest request;
    private readonly bool silent, allowStdin;
    private readonly StreamBuffer streams;
    private readonly CancellationToken token;

    public JupyterSink(JupyterWire wire, InputChannel input, JupyterRequest request, CancellationToken token)
    {
        (this.wire, this.input, this.request, this.token) = (wire, input, request, token);
        silent = request.Flag("silent", false);
        allowStdin = request.Flag("allow_stdin", true);
        streams = new StreamBuffer((name, text) => Publish("stream", new() { ["name"] = name, ["text"] = text }));
    }

    public void Stream(string name, string text) => streams.Append(name, text);

    public void Display(MimeBundle data, string displayId) => Show("display_data", data, displayId);

    public void Update(MimeBundle data, string displayId) => Show("update_display_data", data, displayId);

    public void Clear(bool wait) => Output("clear_output", new() { ["wait"] = wait });

    public string ReadLine(string prompt, bool isPassword)
    {
        if (!allowStdin)
            throw new InvalidOperationException(
                "The front end that runs this cell cannot ask its user for input: give the value as a variable.");
        streams.Flush();
        return input.Ask(wire, request.Message, prompt, isPassword, token);
    }

    /// <summary>Publishes something behind all text that came before it.</summary>
    public void Output(string type, JsonObject content)
    {
        streams.Flush();
        Publish(type, content);
    }

    /// <summary>Publishes the text that has come together.</summary>
    public void Flush() => streams.Flush();

    private void Show(string type, MimeBundle data, string displayId) => Output(type, new()
    {
        ["data"] = data.ToJson(),
        ["metadata"] = new JsonObject(),
        ["transient"] = new JsonObject { ["display_id"] = displayId },
    });

    private void Publish(string type, JsonObject content)
    {
        if (!silent)
            wire.Publish(type, content, request.Message);
    }
}
