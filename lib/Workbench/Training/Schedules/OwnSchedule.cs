using Workbench.Foundation;

namespace Workbench.Training.Schedules;

/// <summary>A schedule that is code of the user's own: see <see cref="Schedule.Of"/>.</summary>
/// <param name="Name">What its maker called it.</param>
/// <param name="Text">Its source, the lambda.</param>
internal sealed record OwnSchedule(string Name, string Text) : Schedule, IOwnCode
{
    private const string What = "schedule";

    private static readonly OwnCode<Func<double, int, double>> Code =
        new(What, (name, text) => $"Schedule.Of(\"{name}\", {text})", mayCapture: false);

    string IOwnCode.What => What;

    /// <inheritdoc/>
    public void Require() => Code.Find(Name, Text);

    /// <inheritdoc cref="Schedule.Of"/>
    internal static OwnSchedule Define(string name, Func<double, int, double> factor, string text) =>
        new(name, Code.Define(name, text, factor));

    internal override void Check(SpecProblems problems) { }

    internal override ScheduleState Start(int epochs, int batchCount)
    {
        Require();
        return new PlannedState((epoch, batch) =>
        {
            var factor = Code.Call(Name, Text, code => code(epoch + (double)batch / batchCount, epochs),
                FormattableString.Invariant($"in epoch {epoch + 1}"));
            return factor >= 0 && double.IsFinite(factor) ? factor : throw new OwnCodeException(FormattableString.Invariant(
                $"The schedule {Name} gave {factor} in epoch {epoch + 1}, batch {batch + 1}; a factor is a finite number >= 0."));
        });
    }
}
