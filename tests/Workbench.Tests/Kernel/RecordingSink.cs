using Workbench.Kernel.Formatting;
using Workbench.Kernel.Output;

namespace Workbench.Tests.Kernel;

/// <summary>Notes what a session puts out.</summary>
internal sealed class RecordingSink : IOutputSink
{
    public List<string> Events { get; } = [];

    public void Stream(string name, string text) => Events.Add($"{name}: {text}");

    public void Display(MimeBundle data, string displayId) => Events.Add($"display {data.ToJson().ToJsonString()}");

    public void Update(MimeBundle data, string displayId) => Events.Add($"update {data.ToJson().ToJsonString()}");

    public void Clear(bool wait) => Events.Add($"clear {wait}");
}
