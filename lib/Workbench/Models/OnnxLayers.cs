using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>
/// The learned layers of an ONNX file (onnx.ai/onnx/repo-docs/IR.html) in the order in which they run: convolutions of images, dense
/// layers and BatchNorms. Of the rest of the graph nothing is read, and of what is read nothing is trusted.
/// </summary>
internal static class OnnxLayers
{
    private const int Float32 = 1, MostAxes = 8, MostDepth = 8;

    // Field numbers of onnx.proto.
    private const int ModelGraph = 7, GraphNode = 1, GraphInitializer = 5;
    private const int NodeInput = 1, NodeOutput = 2, NodeOperation = 4, NodeAttribute = 5;
    private const int AttributeName = 1, AttributeSingle = 2, AttributeNumber = 3, AttributeGraph = 6;
    private const int TensorAxes = 1, TensorType = 2, TensorSingles = 4, TensorName = 8, TensorBytes = 9, TensorPlace = 14;

    /// <summary>Reads them.</summary>
    /// <param name="file">The whole file.</param>
    /// <exception cref="InvalidDataException">It is no ONNX file, or a layer's tensors are not to be used.</exception>
    public static ImmutableArray<LearnedLayer> Read(ReadOnlySpan<byte> file)
    {
        var layers = ImmutableArray.CreateBuilder<LearnedLayer>();
        Read(file, Only(file, ModelGraph), [], [], layers, 0);
        return layers.ToImmutable();
    }

    /// <summary>Reads a graph, and those inside it: a model may run in a loop over segments.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="graph">A part of it.</param>
    /// <param name="initializers">Where the tensors of the graphs around it are in the file, by name; its own are added.</param>
    /// <param name="shapes">The weights that made a value, by its name.</param>
    /// <param name="layers">What was found.</param>
    /// <param name="depth">How many graphs are around it.</param>
    private static void Read(ReadOnlySpan<byte> file, ReadOnlySpan<byte> graph, Dictionary<string, Range> initializers,
        Dictionary<string, ImmutableArray<int>> shapes, ImmutableArray<LearnedLayer>.Builder layers, int depth)
    {
        if (depth > MostDepth)
            throw new InvalidDataException($"graphs lie in each other, more than {MostDepth}");
        AddInitializers(file, graph, initializers);
        var nodes = new ProtocolReader(graph);
        while (nodes.Next())
        {
            if (nodes.Field != GraphNode)
                continue;
            if (Layer(nodes.Bytes, file, initializers, shapes) is { } layer)
                layers.Add(layer);
            var fields = new ProtocolReader(nodes.Bytes);
            while (fields.Next())
                if (fields.Field == NodeAttribute && Only(fields.Bytes, AttributeGraph) is { IsEmpty: false } inner)
                    Read(file, inner, initializers, shapes, layers, depth + 1);
        }
    }

    private static LearnedLayer? Layer(ReadOnlySpan<byte> node, ReadOnlySpan<byte> file, Dictionary<string, Range> initializers,
        Dictionary<string, ImmutableArray<int>> shapes)
    {
        var (inputs, outputs, operation) = (new List<string>(), new List<string>(), "");
        var (epsilon, isTransposed) = (1e-5f, false);
        var fields = new ProtocolReader(node);
        while (fields.Next())
            if (fields.Field == NodeInput)
                inputs.Add(Text(fields.Bytes));
            else if (fields.Field == NodeOutput)
                outputs.Add(Text(fields.Bytes));
            else if (fields.Field == NodeOperation)
                operation = Text(fields.Bytes);
            else if (fields.Field == NodeAttribute)
                ReadAttribute(fields.Bytes, ref epsilon, ref isTransposed);
        var most = operation switch { "Conv" or "Gemm" => 2, "BatchNormalization" => 4, _ => 0 };
        if (most == 0 || outputs.Count == 0 || inputs.Count < 2 || !initializers.ContainsKey(inputs[1]))
            return null;
        var tensors = ImmutableArray.CreateBuilder<Tensor>();
        foreach (var name in inputs.Skip(1).Take(most))
            tensors.Add(ReadTensor(name, initializers.TryGetValue(name, out var place) ? file[place]
                : throw new InvalidDataException($"the tensor {name} of {outputs[0]} is computed, not stored")));
        if (operation == "BatchNormalization")
        {
            if (tensors.Count < 4 || tensors.Any(tensor => tensor.Shape.Length != 1 || tensor.Shape[0] != tensors[0].Shape[0]))
                throw new InvalidDataException($"the BatchNorm {outputs[0]} has not four tensors of one length");
            return new(outputs[0], shapes.GetValueOrDefault(inputs[0], []), tensors.ToImmutable(), tensors[0].Shape[0])
            {
                Epsilon = epsilon,
            };
        }
        if (operation == "Gemm" && !isTransposed)
            tensors[0] = Transpose(tensors[0]);
        if (tensors[0].Shape.Length != (operation == "Gemm" ? 2 : 4))
            return null; // a filter of sound
        shapes[outputs[0]] = tensors[0].Shape;
        return new(outputs[0], tensors[0].Shape, tensors.ToImmutable());
    }

    private static void ReadAttribute(ReadOnlySpan<byte> attribute, ref float epsilon, ref bool isTransposed)
    {
        var fields = new ProtocolReader(attribute);
        var name = "";
        while (fields.Next())
            if (fields.Field == AttributeName)
                name = Text(fields.Bytes);
            else if (fields is { Field: AttributeSingle, Type: WireType.FourBytes } && name == "epsilon")
                epsilon = fields.Single;
            else if (fields.Field == AttributeNumber && name == "transB")
                isTransposed = fields.Number != 0;
    }

    private static void AddInitializers(ReadOnlySpan<byte> file, ReadOnlySpan<byte> graph, Dictionary<string, Range> initializers)
    {
        var fields = new ProtocolReader(graph);
        while (fields.Next())
            if (fields.Field == GraphInitializer && !fields.Bytes.IsEmpty)
            {
                file.Overlaps(fields.Bytes, out var start);
                initializers[Text(Only(fields.Bytes, TensorName))] = start..(start + fields.Bytes.Length);
            }
    }

    private static Tensor ReadTensor(string name, ReadOnlySpan<byte> tensor)
    {
        var (axes, singles, type) = (new List<long>(), new List<float>(), 0L);
        ReadOnlySpan<byte> bytes = default;
        var fields = new ProtocolReader(tensor);
        while (fields.Next())
            if (fields.Field == TensorAxes)
                axes.AddRange(fields.Numbers());
            else if (fields.Field == TensorType)
                type = fields.Number;
            else if (fields is { Field: TensorSingles, Type: WireType.FourBytes })
                singles.Add(fields.Single);
            else if (fields.Field is TensorSingles or TensorBytes)
                bytes = fields.Bytes;
            else if (fields is { Field: TensorPlace, Number: not 0 })
                throw new InvalidDataException($"the tensor {name} lies in another file; save the model as one file");
        if (type != Float32)
            throw new InvalidDataException($"the tensor {name} is of the type {type} of ONNX; convert it to float32, which is {Float32}");
        var values = singles.Count > 0 ? [.. singles] : ToSingles(bytes);
        if (axes.Count is 0 or > MostAxes || axes.Any(size => size is < 1 or > TensorSize.Most)
            || axes.Aggregate(1.0, (product, size) => product * size) != values.Length || bytes.Length % sizeof(float) != 0)
            throw new InvalidDataException($"the tensor {name} has the shape [{string.Join(", ", axes)}], but {values.Length} values");
        return new(name, [.. axes.Select(size => (int)size)], values);
    }

    private static float[] ToSingles(ReadOnlySpan<byte> bytes)
    {
        var values = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        return values;
    }

    private static Tensor Transpose(Tensor tensor)
    {
        if (tensor.Shape is not [var rows, var columns])
            throw new InvalidDataException($"the weights {tensor.Name} of a dense layer have {tensor.Shape.Length} axes, not 2");
        var values = new float[tensor.Values.Length];
        for (var i = 0; i < values.Length; i++)
            values[i % columns * rows + i / columns] = tensor.Values[i];
        return new(tensor.Name, [columns, rows], values);
    }

    /// <summary>The latest field of a number that has bytes.</summary>
    private static ReadOnlySpan<byte> Only(ReadOnlySpan<byte> message, int field)
    {
        var fields = new ProtocolReader(message);
        ReadOnlySpan<byte> found = default;
        while (fields.Next())
            if (fields.Field == field)
                found = fields.Bytes;
        return found;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
