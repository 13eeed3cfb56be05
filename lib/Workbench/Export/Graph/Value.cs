namespace Workbench.Export.Graph;

/// <summary>
/// A value in a graph. What is done with it adds an operator, to the innermost graph of those whose values meet; numbers
/// become constants of the value's own type. Shapes and broadcasting are those of NumPy.
/// </summary>
/// <param name="Graph">Where it is computed.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Element">What it holds.</param>
internal sealed record Value(OnnxGraph Graph, string Name, Element Element)
{
    public static Value operator +(Value a, Value b) => Binary("Add", a, b);

    public static Value operator +(Value a, double b) => a + a.Constant(b);

    public static Value operator -(Value a, Value b) => Binary("Sub", a, b);

    public static Value operator -(Value a, double b) => a - a.Constant(b);

    public static Value operator -(Value a) => a.Unary("Neg");

    public static Value operator *(Value a, Value b) => Binary("Mul", a, b);

    public static Value operator *(Value a, double b) => a * a.Constant(b);

    public static Value operator /(Value a, Value b) => Binary("Div", a, b);

    public static Value operator /(Value a, double b) => a / a.Constant(b);

    public static Value operator <(Value a, Value b) => Binary("Less", a, b, Element.Bool);

    public static Value operator >(Value a, Value b) => Binary("Greater", a, b, Element.Bool);

    public static Value operator <=(Value a, Value b) => Binary("LessOrEqual", a, b, Element.Bool);

    public static Value operator >=(Value a, Value b) => Binary("GreaterOrEqual", a, b, Element.Bool);

    public static Value operator &(Value a, Value b) => Binary("And", a, b);

    public static Value operator !(Value a) => a.Unary("Not");

    /// <summary>A number of this value's type, in its graph.</summary>
    public Value Constant(double value) => Graph.Constant(value, Element);

    /// <summary>The same value, in a body that sees it: what is done with it alone is then done there.</summary>
    public Value In(OnnxGraph body) => this with { Graph = body };

    public Value EqualTo(Value other) => Binary("Equal", this, other, Element.Bool);

    public Value EqualTo(double other) => EqualTo(Constant(other));

    /// <summary>The remainder, with the sign of the divisor.</summary>
    public Value Mod(Value divisor) => Binary("Mod", this, divisor);

    public Value AtLeast(Value least) => Binary("Max", this, least);

    public Value AtLeast(double least) => AtLeast(Constant(least));

    public Value AtMost(Value most) => Binary("Min", this, most);

    public Value AtMost(double most) => AtMost(Constant(most));

    public Value Abs() => Unary("Abs");

    public Value Exp() => Unary("Exp");

    public Value Floor() => Unary("Floor");

    /// <summary>The natural logarithm.</summary>
    public Value Log() => Unary("Log");

    public Value Sqrt() => Unary("Sqrt");

    public Value Squared() => this * this;

    /// <summary>Where this holds, one value, elsewhere the other.</summary>
    public Value Choose(Value then, Value otherwise) =>
        Inner(this, then, otherwise).Node("Where", then.Element, [this, then, otherwise]);

    /// <inheritdoc cref="Choose(Value, Value)"/>
    public Value Choose(double then, Value otherwise) => Choose(otherwise.Constant(then), otherwise);

    /// <inheritdoc cref="Choose(Value, Value)"/>
    public Value Choose(Value then, double otherwise) => Choose(then, then.Constant(otherwise));

    public Value As(Element element) => Graph.Node("Cast", element, [this], [("to", (int)element)]);

    public Value MatMul(Value other) => Binary("MatMul", this, other);

    /// <summary>Another shape; -1 for the size that is left.</summary>
    public Value Reshape(params int[] shape) => Node("Reshape", Numbers(shape));

    public Value Transpose(params int[] axes) => Graph.Node("Transpose", Element, [this], [("perm", axes)]);

    /// <summary>Puts axes of size 1 where they are named.</summary>
    public Value Unsqueeze(params int[] axes) => Node("Unsqueeze", Numbers(axes));

    /// <summary>Takes axes of size 1 away.</summary>
    public Value Squeeze(params int[] axes) => Node("Squeeze", Numbers(axes));

    /// <summary>What stands at the indices along an axis.</summary>
    public Value Gather(Value indices, int axis) => Inner(this, indices).Node("Gather", Element, [this, indices], [("axis", axis)]);

    /// <summary>What stands from one index to before another along an axis.</summary>
    public Value Slice(int from, int to, int axis) => Node("Slice", Numbers([from]), Numbers([to]), Numbers([axis]));

    /// <inheritdoc cref="Slice(int, int, int)"/>
    public Value Slice(Value from, Value to, int axis) =>
        Inner(this, from, to).Node("Slice", Element, [this, from.Reshape(1), to.Reshape(1), Numbers([axis])]);

    /// <summary>The first so many along an axis.</summary>
    public Value Take(Value count, int axis) => Slice(count.Constant(0), count, axis);

    /// <summary>The size of an axis: a single int64.</summary>
    public Value Size(int axis) =>
        Graph.Node("Shape", Element.Int64, [this], [("start", axis), ("end", axis + 1)]).Squeeze(0);

    /// <summary>0 to before this number.</summary>
    public Value Range() => Graph.Node("Range", Element, [Constant(0), this, Constant(1)]);

    /// <summary>Running sums along an axis.</summary>
    public Value CumulativeSum(int axis) => Node("CumSum", Graph.Constant(axis, Element.Int64));

    /// <summary>The sum along an axis, which stays with size 1.</summary>
    public Value Sum(int axis) => Graph.Node("ReduceSum", Element, [this, Numbers([axis])], [("keepdims", 1)]);

    /// <summary>The mean along an axis, which stays with size 1.</summary>
    public Value Mean(int axis) => Reduce("ReduceMean", axis);

    /// <summary>The largest along an axis, which stays with size 1.</summary>
    public Value Largest(int axis) => Reduce("ReduceMax", axis);

    /// <summary>The smallest along an axis, which stays with size 1.</summary>
    public Value Smallest(int axis) => Reduce("ReduceMin", axis);

    /// <summary>The largest of all: a single value.</summary>
    public Value Largest() => Graph.Node("ReduceMax", Element, [this], [("keepdims", 0)]);

    /// <summary>So many of the largest (or smallest) along an axis, in their order.</summary>
    /// <param name="count">How many, <c>[1]</c>.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="largest">Whether the largest.</param>
    public Value Top(Value count, int axis, bool largest = true) => Inner(this, count).Nodes("TopK", [Element, Element.Int64],
        [this, count], [("axis", axis), ("largest", largest ? 1 : 0), ("sorted", 1)])[0];

    /// <summary>The median along an axis, which stays with size 1, as float64: the mean of the middle two for an even count.</summary>
    /// <param name="count">How many values count: the largest so many.</param>
    /// <param name="axis">The axis.</param>
    public Value Median(Value count, int axis)
    {
        var middle = count / 2;
        var before = (count - 1).AtLeast(0) / 2;
        var sorted = Top((middle + 1).Reshape(1), axis);
        return sorted.Gather(Concat(0, before.Reshape(1), middle.Reshape(1)), axis).As(Element.Double).Mean(axis);
    }

    /// <summary>The values where a condition holds, both laid out as vectors.</summary>
    public Value Where(Value condition) => Inner(this, condition).Node("Compress", Element, [this, condition.Reshape(-1)]);

    /// <summary>Values behind one another along an axis.</summary>
    public static Value Concat(int axis, params Value[] values) =>
        Inner(values).Node("Concat", values[0].Element, values, [("axis", axis)]);

    /// <summary>An operator without attributes whose result has this value's type.</summary>
    public Value Node(string operation, params Value[] others) => Inner([this, .. others]).Node(operation, Element, [this, .. others]);

    private Value Unary(string operation) => Graph.Node(operation, Element, [this]);

    private Value Reduce(string operation, int axis) => Graph.Node(operation, Element, [this], [("axes", new[] { axis }), ("keepdims", 1)]);

    private Value Numbers(int[] values) => Graph.Constant([.. values.Select(value => (long)value)], values.Length);

    private static Value Binary(string operation, Value a, Value b, Element? element = null) =>
        Inner(a, b).Node(operation, element ?? a.Element, [a, b]);

    private static OnnxGraph Inner(params IEnumerable<Value> values) => values.MaxBy(value => value.Graph.Depth)!.Graph;
}
