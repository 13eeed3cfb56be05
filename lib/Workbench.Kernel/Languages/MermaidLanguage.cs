using Workbench.Kernel.Output;

namespace Workbench.Kernel.Languages;

/// <summary>Diagrams as text, drawn by front ends that know Mermaid.</summary>
internal sealed class MermaidLanguage : MarkupLanguage
{
    public override IReadOnlyList<string> Names { get; } = ["mermaid"];

    protected override object Show(string text) => CellFunctions.Mermaid(text);
}
