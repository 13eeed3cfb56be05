using Workbench.Foundation;
using Workbench.Notebook;
using Workbench.Tests.Kernel;
using Workbench.Tests.Reference;
using Workbench.Training;

namespace Workbench.Tests.Notebook;

/// <summary>The stop button of a notebook reaches the library by a convention.</summary>
[Collection(ProcessWide.Name)]
public sealed class NotebookStopTests : IDisposable
{
    private const string Convention = "Notebook.CancellationToken";
    private readonly TempFolder folder = new();
    private readonly CancellationTokenSource button = new();
    private readonly object? before = AppContext.GetData(Convention);

    public NotebookStopTests() => AppContext.SetData(Convention, () => button.Token);

    public void Dispose()
    {
        AppContext.SetData(Convention, before);
        button.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void It_ends_a_training_that_got_no_token_without_a_run()
    {
        var lab = Lab.On(TinyCorpus.Make(folder.File("songs"), songsPerGenre: 4), folder.File("data"));
        lab = lab.With(TrainingSpec.Default with { Epochs = int.MaxValue, Patience = int.MaxValue });
        Assert.NotEmpty(lab.Split.Train.Tracks);
        button.CancelAfter(TimeSpan.FromSeconds(0.5));
        Assert.ThrowsAny<OperationCanceledException>(() => lab.Train());
        Assert.StartsWith("There is no run to compare", Assert.Throws<WorkbenchException>(lab.Runs).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_extraction_that_it_has_ended_is_done_when_it_is_asked_for_again()
    {
        var lab = Lab.On(TinyCorpus.Make(folder.File("songs"), songsPerGenre: 4), folder.File("data"));
        button.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => lab.Features);
        AppContext.SetData(Convention, null);
        Assert.NotEmpty(lab.Extracted.Tracks);
    }
}
