using Workbench.Foundation;
using Workbench.Kernel.Running;
using Workbench.Notebook;
using Workbench.Tests.Kernel;

namespace Workbench.Tests.Notebook;

/// <summary>Live curves reach the outputs of a notebook by convention.</summary>
[Collection(ProcessWide.Name)]
public sealed class NotebookDisplayTests : IDisposable
{
    private const string Convention = "Notebook.Display";
    private readonly object? before = AppContext.GetData(Convention);

    public void Dispose() => AppContext.SetData(Convention, before);

    [Fact]
    public void Curves_are_shown_when_they_are_made_and_again_when_they_have_changed()
    {
        var shown = new List<string>();
        AppContext.SetData(Convention, (object first) =>
        {
            shown.Add($"shown: {first}");
            return (Action<object>)(next => shown.Add($"updated: {next}"));
        });
        LiveCurves.Show().Follow("MLP").Report(new WorkProgress("Training", 1, 2, "epoch 1"));
        Assert.Equal(["shown: No training has begun.", "updated: MLP: Training 1/2, epoch 1"], shown);
    }

    [Fact]
    public void A_cell_of_our_kernel_shows_them()
    {
        var notebook = NotebookBuilder.Of(
            $"#r \"{LibraryTests.WorkbenchLibrary().Replace('\\', '/')}\"\nusing Workbench.Notebook;\nvar curves = LiveCurves.Show();");
        Assert.Null(NotebookRunner.Run(notebook).Failure?.ToString());
        Assert.Equal("No training has begun.", notebook.Cells[0].Data("text/plain"));
    }

    [Fact]
    public void Without_a_notebook_nothing_is_shown()
    {
        AppContext.SetData(Convention, null);
        Assert.Equal("No training has begun.", LiveCurves.Show().ToString());
    }
}
