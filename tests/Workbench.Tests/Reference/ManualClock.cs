namespace Workbench.Tests.Reference;

/// <summary>A clock that goes when it is told to, and then rings.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<Alarm> alarms = [];
    private TimeSpan now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(() => callback(state)) { Due = now + dueTime };
        alarms.Add(alarm);
        return alarm;
    }

    public void Advance(TimeSpan by)
    {
        now += by;
        foreach (var alarm in alarms.Where(alarm => alarm.Due <= now).ToArray())
            alarm.Ring();
        alarms.RemoveAll(alarm => alarm.Due <= now);
    }

    private sealed class Alarm(Action ring) : ITimer
    {
        private bool isOff;

        public TimeSpan Due { get; init; }

        public void Ring()
        {
            if (!isOff)
                ring();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => isOff = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
