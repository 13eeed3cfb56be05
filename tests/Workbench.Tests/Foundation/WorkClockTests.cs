using Workbench.Foundation;

namespace Workbench.Tests.Foundation;

public class WorkClockTests
{
    private readonly WorkClock clock = new();

    [Fact]
    public void What_was_done_before_the_first_report_tells_of_no_pace()
    {
        Assert.True(clock.Hear(new("Extracting", 90, 100)));
        Assert.Null(clock.Left);
        Assert.Equal("", clock.LeftInWords);
        var before = clock.Elapsed;
        Assert.False(clock.Hear(new("Extracting", 91, 100)));
        // One took the time so far, and nine are left.
        Assert.InRange(clock.Left!.Value, before * 9, clock.Elapsed * 9);
        Assert.Matches(@"^, \d+:\d\d:\d\d left$", clock.LeftInWords);
        clock.Hear(new("Extracting", 100, 100));
        Assert.Equal(TimeSpan.Zero, clock.Left);
    }

    [Fact]
    public void Another_task_begins_anew()
    {
        clock.Hear(new("Extracting", 0, 2));
        clock.Hear(new("Extracting", 1, 2));
        Assert.NotNull(clock.Left);
        Assert.True(clock.Hear(new("Training", 1, 2)));
        Assert.Null(clock.Left);
    }
}
