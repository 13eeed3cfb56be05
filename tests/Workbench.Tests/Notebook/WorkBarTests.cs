using Workbench.Foundation;
using Workbench.Notebook;
using Workbench.Tests.Kernel;

namespace Workbench.Tests.Notebook;

[Collection(ProcessWide.Name)]
public sealed class WorkBarTests : IDisposable
{
    private readonly TextWriter before = Console.Error;
    private readonly StringWriter said = new() { NewLine = "\n" };

    public WorkBarTests() => Console.SetError(said);

    public void Dispose()
    {
        Console.SetError(before);
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
}
