using Workbench.Evaluation;
using Workbench.Export.Graph;

namespace Workbench.Export.Network;

/// <summary>The answers of several models as one, as <see cref="SoftVoting"/> and the embedding of an ensemble have them.</summary>
internal static class VotingGraph
{
    /// <summary>Scores of 0 and 1 have no logit; as in <see cref="TemperatureScaling"/>.</summary>
    private const double Closest = 1e-12;

    /// <summary>What stands for the square of no length.</summary>
    private const double Smallest = 1e-300;

    /// <summary>A member's probabilities of each segment, in float64: its temperature asks for what float32 has rounded to 1.</summary>
    /// <param name="logits"><c>[segments, labels]</c>.</param>
    /// <param name="isSoftmax">Whether they are those of a softmax.</param>
    public static Value Probabilities(Value logits, bool isSoftmax) =>
        isSoftmax ? Softmax(logits.As(Element.Double), axis: 1) : Sigmoid(logits.As(Element.Double));

    /// <summary>The share of a member in the answer.</summary>
    /// <param name="probabilities">What it says of the song, <c>[labels]</c>, float64.</param>
    /// <param name="vote">What it counts for.</param>
    public static Value Share(Value probabilities, Vote vote)
    {
        var p = probabilities.AtLeast(Closest);
        return (vote.AddsToOne ? Softmax(p.Log() / vote.Temperature, axis: 0) : Sigmoid(Logit(p.AtMost(1 - Closest)) / vote.Temperature))
            * vote.Weight;
    }

    /// <summary>The share of a member in the embedding: of length 1 times the root of its weight.</summary>
    /// <param name="embedding">What its output layer is given, <c>[units]</c>.</param>
    /// <param name="vote">What it counts for.</param>
    public static Value Embedding(Value embedding, Vote vote)
    {
        var units = embedding.As(Element.Double);
        var squares = units.Squared().Sum(0).AtLeast(Smallest);
        return (units * (squares.Constant(vote.Weight) / squares).Sqrt()).As(Element.Float);
    }

    private static Value Logit(Value p) => (p / (p.Constant(1) - p)).Log();

    private static Value Sigmoid(Value logit) => logit.Constant(1) / ((-logit).Exp() + 1);

    private static Value Softmax(Value logits, int axis)
    {
        var exponentials = (logits - logits.Largest(axis)).Exp();
        return exponentials / exponentials.Sum(axis);
    }
}
