using Workbench.Kernel.Output;

namespace Workbench.Kernel.Languages;

/// <summary>HTML, shown as it is.</summary>
internal sealed class HtmlLanguage : MarkupLanguage
{
    public override IReadOnlyList<string> Names { get; } = ["html"];

    protected override object Show(string text) => CellFunctions.HTML(text);
}
