using Workbench.Kernel.Editing;
using Workbench.Kernel.Errors;
using Workbench.Kernel.Scripting;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel;

/// <summary>A notebook in which a cell is being written. In its code, ¦ is where the cursor stands.</summary>
internal sealed class EditedCells : IDisposable
{
    private readonly TempFolder folder = new();

    /// <param name="hostLibraries">What cells may use without <c>#r</c>.</param>
    public EditedCells(params IReadOnlyList<string> hostLibraries) =>
        Session = new(folder.Path, host: new() { Libraries = hostLibraries });

    public NotebookSession Session { get; }

    /// <summary>Runs a cell, which succeeds.</summary>
    public void Run(string code) => Assert.Null(Session.Execute(code, $"cell {Guid.NewGuid()}", new RecordingSink()).Error);

    /// <summary>The error of a cell that cannot be compiled.</summary>
    public CellError Error(string code)
    {
        var error = Session.Execute(code, $"cell {Guid.NewGuid()}", new RecordingSink()).Error;
        Assert.NotNull(error);
        return error;
    }

    public CompletionList Complete(string code) => Session.Complete(Text(code), Cursor(code));

    /// <summary>The texts of the completions.</summary>
    public IReadOnlyList<string> Texts(string code) => [.. Complete(code).Items.Select(item => item.Text)];

    public string? Inspect(string code) => Session.Inspect(Text(code), Cursor(code));

    public void Dispose()
    {
        Session.Dispose();
        folder.Dispose();
    }

    private static string Text(string code) => code.Replace("¦", "", StringComparison.Ordinal);

    private static int Cursor(string code) => code.IndexOf('¦', StringComparison.Ordinal);
}
