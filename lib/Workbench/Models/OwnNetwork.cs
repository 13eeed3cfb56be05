using System.Text.Json.Serialization;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>
/// A network that is code of the user's own, instead of layers: <c>TorchModel.From</c> of Workbench.Torch makes it. A spec keeps its name
/// and text; the code only the process has that ran that call.
/// </summary>
/// <param name="Name">What its maker called it.</param>
/// <param name="Text">Its source, the lambda.</param>
/// <param name="Version">What the text does not tell, as of a class that it uses; null for nothing.</param>
public sealed record OwnNetwork(string Name, string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Version = null) : IOwnCode
{
    private const string What = "network";

    private static readonly OwnCode<Func<Shape, int, int, IOwnModule>> Code =
        new(What, (name, rest) => $"TorchModel.From(\"{name}\", {rest})", mayCapture: false);

    string IOwnCode.What => What;

    void IOwnCode.Require() => Code.Find(Name, Rest);

    /// <summary>What follows the name where it is defined.</summary>
    private string Rest => Text + (Version is null ? "" : $", version: \"{Version}\"");

    /// <summary>How tables and cards call it.</summary>
    internal string InWords => $"own network {Name}";

    /// <summary>Takes code in.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="lambda">What its maker wrote.</param>
    /// <param name="build">From the shape of an example, the number of labels and a seed for the first weights to the network.</param>
    /// <param name="version">As <see cref="Version"/>.</param>
    /// <param name="text">The source of the lambda.</param>
    /// <exception cref="WorkbenchException">No usable name or version, or no lambda that tells all.</exception>
    internal static OwnNetwork Define(
        string name, Delegate lambda, Func<Shape, int, int, IOwnModule> build, string? version, string text)
    {
        if (version is not null && (version.Trim().Length == 0 || version.Any(c => char.IsControl(c) || c is '"' or '\\')))
            throw new WorkbenchException(
                $"'{version}' is no version of the network {name}; give a word on one line, without quotes and backslashes.");
        var own = new OwnNetwork(name, OwnCodeText.Of(text), version);
        Code.Define(name, own.Rest, build, lambda);
        return own;
    }

    /// <summary>Builds the network.</summary>
    /// <param name="input">Shape of one example.</param>
    /// <param name="labelCount">Number of labels, at least 1.</param>
    /// <param name="seed">What its first weights are drawn with.</param>
    /// <exception cref="OwnCodeException">
    /// This process has not the code, with the line that defines it; or it failed, or is no network from such examples to such labels.
    /// </exception>
    internal IOwnModule Build(Shape input, int labelCount, int seed) => Code.Find(Name, Rest)(input, labelCount, seed);

    /// <summary>Its first weights.</summary>
    /// <param name="plan">The plan that it is bound in.</param>
    /// <param name="seed">What they are drawn with.</param>
    /// <exception cref="OwnCodeException">As of <see cref="Build"/>.</exception>
    internal Weights Initialize(ModelPlan plan, int seed)
    {
        using var module = Build(plan.Input, plan.LabelCount, seed);
        return module.ToWeights();
    }
}
