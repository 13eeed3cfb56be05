using Workbench.Kernel.Output;

namespace Workbench.Kernel.Languages;

/// <summary>Markdown as an output, for text between results.</summary>
internal sealed class MarkdownLanguage : MarkupLanguage
{
    public override IReadOnlyList<string> Names { get; } = ["markdown"];

    protected override object Show(string text) => CellFunctions.Markdown(text);
}
