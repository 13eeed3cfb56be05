using Workbench.Export.Graph;

namespace Workbench.Export;

/// <summary>
/// What a graph refuses. ONNX cannot raise errors; but an index beyond the end of a list stops the run, and every runtime then tells the
/// name of the node: the sentence.
/// </summary>
internal static class GraphGuard
{
    /// <summary>The values, where all conditions hold; of them the first that does not stops the run.</summary>
    /// <param name="values">At least one axis.</param>
    /// <param name="conditions">What must hold, each a single truth, and what is wrong else.</param>
    public static Value Require(Value values, params IReadOnlyList<(Value Holds, string Sentence)> conditions)
    {
        var graph = values.Graph;
        var list = graph.Constant([0L], 1);
        var zero = conditions
            .Select(condition => graph.Node("Gather", Element.Int64, [list, (!condition.Holds).As(Element.Int64)], [("axis", 0)],
                condition.Sentence))
            .Aggregate((a, b) => a + b);
        return values.Slice(zero, zero.Constant(long.MaxValue), axis: 0);
    }

    /// <summary>Whether there are at least so many along the first axis.</summary>
    public static Value AreAtLeast(int count, Value values) => values.Size(0) >= values.Graph.Constant(count, Element.Int64);

    /// <summary>Whether all are at most so large; NaN is not.</summary>
    public static Value AreWithin(double most, Value values)
    {
        // An empty list has no largest: one more.
        var sizes = Value.Concat(0, values.Abs().Reshape(-1), values.Graph.Constant([0f], 1));
        return (!(sizes <= values.Constant(most))).As(Element.Int32).Largest().EqualTo(0);
    }
}
