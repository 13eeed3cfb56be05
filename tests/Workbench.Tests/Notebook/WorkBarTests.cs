using Workbench.Foundation;
using Workbench.Kernel.Formatting;
using Workbench.Notebook;
using Workbench.Tests.Kernel;
using Workbench.Training;

namespace Workbench.Tests.Notebook;

[Collection(ProcessWide.Name)]
public sealed class WorkBarTests : IDisposable
{
    private const string Convention = "Notebook.Display";
    private readonly TextWriter before = Console.Error;
    private readonly object? display = AppContext.GetData(Convention);
    private readonly StringWriter said = new() { NewLine = "\n" };

    public WorkBarTests()
    {
        Console.SetError(said);
        AppContext.SetData(Convention, null);
    }

    public void Dispose()
    {
        Console.SetError(before);
        AppContext.SetData(Convention, display);
        said.Dispose();
    }

    [Fact]
    public void A_line_rewrites_itself_and_stays_as_one_line_a_task()
    {
        Assert.Equal(7, WorkBar.During(bar =>
        {
            bar.Report(new("Extracting features", 1, 4, "0 skipped"));
            bar.Report(new("Extracting features", 4, 4));
            bar.Report(new("Extracting features", 3, 4)); // late, from another thread
            bar.Report(new("Training", 1, 2));
            return 7;
        }, TimeSpan.Zero));
        var states = said.ToString().Split('\r');
        Assert.Equal("Extracting features ██████░░░░░░░░░░░░░░░░░░ 1/4, 0 skipped", states[1]);
        Assert.Equal("Extracting features 4/4, 0:00:00", states[2].TrimEnd());
        Assert.Equal(states[1].Length + 1, states[2].Length); // blanks over what was longer, and the line's end
        Assert.Equal("Training ████████████░░░░░░░░░░░░ 1/2", states[3]);
        Assert.Equal("Training 1/2, 0:00:00", states[4].TrimEnd());
        Assert.Equal(5, states.Length);
    }

    [Fact]
    public void Short_work_says_nothing_and_work_that_fails_ends_its_line()
    {
        WorkBar.During(bar => { bar.Report(new("Reading", 1, 1)); return 0; }, TimeSpan.FromHours(1));
        Assert.Equal("", said.ToString());
        Assert.Throws<WorkbenchException>(() =>
            WorkBar.During<int>(bar => { bar.Report(new("Reading", 1, 2)); throw new WorkbenchException("no"); }, TimeSpan.Zero));
        Assert.EndsWith("\n", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_shows_it_in_one_place_which_is_updated_and_not_as_an_error()
    {
        List<object> states = [];
        AppContext.SetData(Convention, (object first) =>
        {
            states.Add(first);
            return (Action<object>)states.Add;
        });
        WorkBar.During(bar =>
        {
            bar.Report(new WorkNotice("1 song was extracted anew."));
            bar.Report(new("Extracting <b>", 1, 4, "0 skipped"));
            bar.Report(new TrainingEnd("Training", 8, new([new(1, 0.7, 0.8, 0.9, 1), new(2, 0.6, 0.9, 0.8, 1)], 1, StopReason.Patience)));
            return 0;
        }, TimeSpan.Zero);
        Assert.Equal(
            """
            1 song was extracted anew.
            Extracting <b> 1/4, 0:00:00
            Training 2 epochs, best epoch 1 with validation AUC 0.900; early stopping: no better epoch for 1, 0:00:00
            """.ReplaceLineEndings("\n"), states[^1].ToString());
        var underWay = new InteractiveFormatter().Format(states[1]).ToJson();
        Assert.Equal("<div class=\"workbench-progress\"><div style=\"opacity:0.7\">1 song was extracted anew.</div>"
            + "<div><progress max=\"1\" value=\"0.250\"></progress> Extracting &lt;b&gt; 1/4, 0 skipped</div></div>",
            (string?)underWay["text/html"]);
        Assert.Equal("", said.ToString());
    }
}
