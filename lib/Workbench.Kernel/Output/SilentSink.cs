using Workbench.Kernel.Formatting;

namespace Workbench.Kernel.Output;

/// <summary>Where outputs go that nobody asked for.</summary>
internal sealed class SilentSink : IOutputSink
{
    public void Stream(string name, string text) { }

    public void Display(MimeBundle data, string displayId) { }

    public void Update(MimeBundle data, string displayId) { }

    public void Clear(bool wait) { }
}
