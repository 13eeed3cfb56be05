using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>
/// The body of a model: its layers in order. The output layer, a <see cref="Linear"/> with one logit a label, is added when the
/// model is bound to data, so that one spec fits any dataset.
/// </summary>
/// <param name="Layers">The layers; none makes a logistic regression.</param>
public sealed record ModelSpec(ImmutableArray<LayerSpec> Layers)
{
    /// <summary>
    /// Three dense layers, the output layer included, for song-level features: 512 and 256 units with BatchNorm, ReLU and
    /// Dropout 0.7, which suits a few hundred songs; thousands want less.
    /// </summary>
    public static ModelSpec Mlp { get; } = new(
    [
        new Linear(512), new BatchNorm(), new Relu(), new Dropout(0.7),
        new Linear(256), new BatchNorm(), new Relu(), new Dropout(0.7),
    ]);

    /// <summary>Whether the other holds equal layers in the same order.</summary>
    public bool Equals(ModelSpec? other) => other is not null && LayerList.AreEqual(Layers, other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => LayerList.HashCode(Layers);

    /// <summary>Checks the layers' own numbers; <see cref="Bind"/> checks how they fit together.</summary>
    /// <exception cref="InvalidSpecException">A size, rate or epsilon is out of its range.</exception>
    public void Validate()
    {
        var problems = new SpecProblems(nameof(ModelSpec));
        problems.Require(!Layers.IsDefault, "The layers are missing; write [] for a logistic regression.");
        LayerList.Check(Layers, problems, "");
        problems.ThrowIfAny();
    }

    /// <summary>Puts the layers behind one another and adds the output layer.</summary>
    /// <param name="input">Shape of one example.</param>
    /// <param name="labelCount">Number of labels, at least 1.</param>
    /// <exception cref="InvalidSpecException">A layer's own numbers are wrong, or it cannot take what the layer before it gives.</exception>
    public ModelPlan Bind(Shape input, int labelCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(labelCount, 1);
        Validate();
        return new(input, LayerList.Bind(Layers.Add(new Linear(labelCount)), input, ""));
    }
}
