using System.Text.Json.Nodes;
using Workbench.Kernel;
using Workbench.Kernel.Errors;
using Workbench.Kernel.Scripting;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel.Languages;

/// <summary>A session in a folder of its own, and what its cells put out.</summary>
internal sealed class LanguageSession(NotebookHost? host = null) : IDisposable
{
    private int cells;

    public TempFolder Folder { get; } = new();

    public RecordingSink Sink { get; } = new();

    private NotebookSession Session => field ??= new NotebookSession(Folder.Path, host: host);

    public CellResult Run(string code, string? language = null) =>
        Session.Execute(code, language, $"cell {++cells}", Sink, TestContext.Current.CancellationToken);

    /// <summary>The renderings of the value of a cell that completes.</summary>
    public JsonObject? Value(string code, string? language = null)
    {
        var result = Run(code, language);
        Assert.Null(result.Error?.Message);
        return result.Value?.ToJson();
    }

    /// <summary>The text of the value of a cell that completes.</summary>
    public string? Text(string code, string? language = null) => (string?)Value(code, language)?["text/plain"];

    /// <summary>The error of a cell that fails.</summary>
    public CellError Error(string code, string? language = null)
    {
        var result = Run(code, language);
        Assert.Equal(CellOutcome.Failed, result.Outcome);
        return result.Error!;
    }

    public void Dispose()
    {
        Session.Dispose();
        Folder.Dispose();
    }
}
