using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Export.Graph;

/// <summary>
/// A graph of ONNX operators under construction (onnx.ai/onnx/repo-docs/IR.html): nodes in the order in which they are made, constants,
/// inputs and outputs. The body of a loop is a graph inside another one, whose values it sees. The same calls give the same bytes.
/// </summary>
internal sealed class OnnxGraph
{
    /// <summary>The operator set that is written, and the version of the format: the last that the older checkers know.</summary>
    public const int OperatorSet = 17, FormatVersion = 8;

    private readonly OnnxGraph? outer;
    private readonly ProtocolMessage nodes = new();
    private readonly List<ProtocolMessage> inputs = [], outputs = [], constants = [];
    private int nameCount;

    /// <summary>Begins a graph.</summary>
    /// <param name="outer">The graph around it, for the body of a loop.</param>
    public OnnxGraph(OnnxGraph? outer = null) => this.outer = outer;

    /// <summary>How many graphs are around this one.</summary>
    public int Depth => outer is null ? 0 : outer.Depth + 1;

    /// <summary>Declares an input.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="element">What it holds.</param>
    /// <param name="shape">A number, or a name for a size that varies, for each axis; none for a single value.</param>
    public Value Input(string name, Element element, params string[] shape)
    {
        inputs.Add(Declaration(name, element, shape));
        return new(this, name, element);
    }

    /// <summary>Declares an output and names the value that it gives.</summary>
    public void Output(string name, Value value, params string[] shape)
    {
        nodes.Message(1, new ProtocolMessage().Text(1, value.Name).Text(2, name).Text(3, name).Text(4, "Identity"));
        outputs.Add(Declaration(name, value.Element, shape));
    }

    /// <summary>Adds an operator with one result.</summary>
    /// <param name="operation">The operator's name.</param>
    /// <param name="element">What its result holds.</param>
    /// <param name="inputs">What it is given.</param>
    /// <param name="attributes">Whole numbers, lists of them, a float32 or the body of a loop, by name.</param>
    /// <param name="name">A name of its own, which errors of a runtime tell.</param>
    public Value Node(
        string operation, Element element, Value[] inputs, (string Name, object Value)[]? attributes = null, string? name = null) =>
        Nodes(operation, [element], inputs, attributes, name)[0];

    /// <summary>Adds an operator with several results.</summary>
    /// <inheritdoc cref="Node"/>
    public ImmutableArray<Value> Nodes(string operation, IReadOnlyList<Element> elements, Value[] inputs,
        (string Name, object Value)[]? attributes = null, string? name = null)
    {
        ImmutableArray<Value> results = [.. elements.Select(element => new Value(this, NewName(operation), element))];
        var node = new ProtocolMessage();
        foreach (var input in inputs)
            node.Text(1, input.Name);
        foreach (var result in results)
            node.Text(2, result.Name);
        node.Text(3, name ?? results[0].Name).Text(4, operation);
        foreach (var (attribute, value) in attributes ?? [])
            node.Message(5, Attribute(attribute, value));
        nodes.Message(1, node);
        return results;
    }

    /// <summary>A number, as an element of the given type.</summary>
    public Value Constant(double value, Element element) => element switch
    {
        Element.Float => Constant([(float)value], []),
        Element.Double => Constant([value], []),
        Element.Int64 => Constant([(long)value], []),
        Element.Int32 => Constant(Element.Int32, MemoryMarshal.AsBytes([(int)value]), []),
        Element.Bool => Constant(Element.Bool, [(byte)value], []),
        _ => throw new ArgumentOutOfRangeException(nameof(element), element, null),
    };

    /// <summary>A tensor of float32.</summary>
    public Value Constant(ReadOnlySpan<float> values, params ReadOnlySpan<int> shape) =>
        Constant(Element.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>A tensor of float64.</summary>
    public Value Constant(ReadOnlySpan<double> values, params ReadOnlySpan<int> shape) =>
        Constant(Element.Double, MemoryMarshal.AsBytes(values), shape);

    /// <summary>A tensor of int64.</summary>
    public Value Constant(ReadOnlySpan<long> values, params ReadOnlySpan<int> shape) =>
        Constant(Element.Int64, MemoryMarshal.AsBytes(values), shape);

    /// <summary>A tensor of a model.</summary>
    public Value Constant(Tensor tensor) => Constant(tensor.Values, tensor.Shape.AsSpan());

    /// <summary>A list of texts.</summary>
    public Value Texts(IReadOnlyCollection<string> values)
    {
        var name = NewName("Texts");
        var tensor = new ProtocolMessage().Number(1, values.Count).Number(2, (long)Element.Text);
        foreach (var value in values)
            tensor.Bytes(6, Encoding.UTF8.GetBytes(value));
        constants.Add(tensor.Text(8, name));
        return new(this, name, Element.Text);
    }

    /// <summary>
    /// Repeats a body so many times, and puts what its rounds give behind one another: a result of <c>[rows, columns]</c> a round becomes
    /// <c>[rounds * rows, columns]</c>, a vector one row a round.
    /// </summary>
    /// <param name="rounds">How many rounds, a single int64.</param>
    /// <param name="round">Builds the body, which is given the number of its round: named results, all float32, with their columns.</param>
    public ImmutableArray<Value> Loop(Value rounds, Func<OnnxGraph, Value, IReadOnlyList<(Value Value, int Columns)>> round)
    {
        var body = new OnnxGraph(this);
        var index = body.Input(NewName("round"), Element.Int64);
        var goesOn = body.Input(NewName("goes_on"), Element.Bool);
        var results = round(body, index);
        body.Output(NewName("goes_on"), goesOn);
        foreach (var (value, columns) in results)
            body.Output(NewName("result"), value, NewName("rows"), columns.ToString(CultureInfo.InvariantCulture));
        var stacked = Nodes("Loop", [.. results.Select(_ => Element.Float)], [rounds, Constant(1, Element.Bool)], [("body", body)]);
        return [.. stacked.Zip(results, (all, result) => all.Reshape(-1, result.Columns))];
    }

    /// <summary>The graph as a model file.</summary>
    /// <param name="metadata">What the file says of itself, by name.</param>
    public byte[] ToModel(IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var model = new ProtocolMessage().Number(1, FormatVersion).Text(2, "workbench").Message(7, ToMessage("workbench"))
            .Message(8, new ProtocolMessage().Text(1, "").Number(2, OperatorSet));
        foreach (var (key, value) in metadata)
            model.Message(14, new ProtocolMessage().Text(1, key).Text(2, value));
        return model.ToArray();
    }

    private ProtocolMessage ToMessage(string name)
    {
        var graph = nodes.Text(2, name);
        foreach (var constant in constants)
            graph.Message(5, constant);
        foreach (var input in inputs)
            graph.Message(11, input);
        foreach (var output in outputs)
            graph.Message(12, output);
        return graph;
    }

    private Value Constant(Element element, ReadOnlySpan<byte> bytes, ReadOnlySpan<int> shape)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("ONNX files are written on little-endian machines only.");
        var name = NewName("Constant");
        var tensor = new ProtocolMessage();
        foreach (var size in shape)
            tensor.Number(1, size);
        constants.Add(tensor.Number(2, (long)element).Text(8, name).Bytes(9, bytes));
        return new(this, name, element);
    }

    private string NewName(string stem) =>
        outer?.NewName(stem) ?? string.Create(CultureInfo.InvariantCulture, $"{stem}_{nameCount++}");

    private static ProtocolMessage Declaration(string name, Element element, string[] shape)
    {
        var sizes = new ProtocolMessage();
        foreach (var size in shape)
            sizes.Message(1, long.TryParse(size, CultureInfo.InvariantCulture, out var number)
                ? new ProtocolMessage().Number(1, number)
                : new ProtocolMessage().Text(2, size));
        var tensor = new ProtocolMessage().Number(1, (long)element).Message(2, sizes);
        return new ProtocolMessage().Text(1, name).Message(2, new ProtocolMessage().Message(1, tensor));
    }

    private static ProtocolMessage Attribute(string name, object value)
    {
        const int Type = 20;
        var attribute = new ProtocolMessage().Text(1, name);
        return value switch
        {
            float number => attribute.Single(2, number).Number(Type, 1),
            int number => attribute.Number(3, number).Number(Type, 2),
            string text => attribute.Text(4, text).Number(Type, 3),
            OnnxGraph body => attribute.Message(6, body.ToMessage("body")).Number(Type, 5),
            int[] numbers => attribute.Numbers(8, numbers.Select(number => (long)number)).Number(Type, 7),
            _ => throw new ArgumentException($"Attribute {name} is a {value.GetType()}, of which there are none.", nameof(value)),
        };
    }
}
