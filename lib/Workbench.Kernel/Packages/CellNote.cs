using Workbench.Kernel.Formatting;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Packages;

/// <summary>A few lines among the outputs of a cell that change in place.</summary>
internal sealed class CellNote(CellContext cell)
{
    private DisplayedValue? shown;

    /// <summary>Shows lines in the place of those before.</summary>
    public void Show(IEnumerable<string> lines)
    {
        var text = MimeBundle.Of(MimeBundle.PlainText, string.Join('\n', lines));
        if (shown is null)
            shown = new(cell, text, null);
        else
            shown.Update(text);
    }

    /// <summary>Shows a line in the place of those before, if there are any.</summary>
    public void Replace(string line)
    {
        if (shown is not null)
            Show([line]);
    }
}
