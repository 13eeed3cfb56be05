using System.Runtime.CompilerServices;
using Workbench.Foundation;

namespace Workbench.Training;

/// <summary>
/// Code of the user's own that hears how every epoch went, may show it, and may end the training:
/// <code>var callback = EpochCallback.Of("good enough", (epoch, best) => best.ValidationRocAucMacro &lt; 0.9);</code>
/// </summary>
/// <param name="Name">What its maker called it.</param>
/// <param name="Text">Its source, the lambda.</param>
public sealed record EpochCallback(string Name, string Text) : IOwnCode
{
    private const string What = "callback";

    private static readonly OwnCode<Func<EpochResult, EpochResult, bool>> Code =
        new(What, (name, text) => $"EpochCallback.Of(\"{name}\", {text})");

    string IOwnCode.What => What;

    /// <summary>Makes a callback; specs keep its name and text.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="goesOn">
    /// From the epoch that has just ended and the best so far to whether the training goes on. Called on one thread, after each epoch, also
    /// once more for the latest where a training goes on from a checkpoint that was written right behind it.
    /// </param>
    /// <param name="text">The source of <paramref name="goesOn"/>; the compiler fills it in.</param>
    /// <exception cref="WorkbenchException">No usable name, or no lambda.</exception>
    public static EpochCallback Of(string name, Func<EpochResult, EpochResult, bool> goesOn,
        [CallerArgumentExpression(nameof(goesOn))] string text = "") => new(name, Code.Define(name, text, goesOn));

    void IOwnCode.Require() => Code.Find(Name, Text);

    /// <summary>Tells it of an epoch.</summary>
    /// <returns>Whether the training goes on.</returns>
    /// <exception cref="OwnCodeException">It failed.</exception>
    internal bool GoesOn(EpochResult epoch, EpochResult best) =>
        Code.Call(Name, Text, code => code(epoch, best), FormattableString.Invariant($"after epoch {epoch.Epoch}"));
}
