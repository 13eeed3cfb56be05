using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>
/// Tensors in the safetensors format (github.com/huggingface/safetensors): the length of the header (8 bytes, little-endian), the
/// header (JSON: type, shape and place of each tensor), the values. Only float32 (<c>F32</c>). Reading trusts nothing. What is written
/// here carries the XXH3 of its values, 16 hexadecimal digits, as <c>xxh3</c> in its metadata; where one is, reading compares it.
/// </summary>
internal static class Safetensors
{
    /// <summary>Longest header that the reference implementation accepts.</summary>
    private const int MaxHeaderLength = 100_000_000;

    /// <summary>The header is filled up with spaces to a multiple of this, so that the values are aligned.</summary>
    private const int Alignment = 8;

    private const string MetadataName = "__metadata__", ChecksumName = "xxh3";

    /// <summary>Writes tensors, in their order and without gaps.</summary>
    /// <param name="stream">Where to; only written forwards.</param>
    /// <param name="tensors">Tensors with distinct names.</param>
    /// <param name="metadata">What else the file shall say, by name; null for nothing.</param>
    /// <exception cref="ArgumentException">A name occurs twice or is the reserved <c>__metadata__</c>.</exception>
    public static void Write(Stream stream, IReadOnlyCollection<Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        if (tensors.Select(t => t.Name).Append(MetadataName).CountBy(name => name).FirstOrDefault(n => n.Value > 1).Key is { } taken)
            throw new ArgumentException($"The name {taken} is taken twice.", nameof(tensors));
        var checksum = new XxHash3();
        foreach (var tensor in tensors)
            checksum.Append(ToBytes(tensor.Values));
        var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataName);
            foreach (var (name, value) in metadata ?? ImmutableDictionary<string, string>.Empty)
                json.WriteString(name, value);
            json.WriteString(ChecksumName, InHexadecimal(checksum));
            json.WriteEndObject();
            var offset = 0L;
            foreach (var tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F32");
                WriteNumbers(json, "shape", tensor.Shape.Select(size => (long)size));
                WriteNumbers(json, "data_offsets", [offset, offset += sizeof(float) * (long)tensor.Values.Length]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (header.Length % Alignment != 0)
            header.WriteByte((byte)' ');

        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        header.WriteTo(stream);
        foreach (var tensor in tensors)
            stream.Write(ToBytes(tensor.Values));
    }

    /// <summary>Reads tensors, in the order of their values.</summary>
    /// <param name="stream">Where from, to its end.</param>
    /// <exception cref="WorkbenchException">Not a safetensors file, damaged, or with values other than float32.</exception>
    public static ImmutableArray<Tensor> Read(Stream stream) => Read(stream, out _);

    /// <summary>Reads tensors, in the order of their values, and what the file says beside them.</summary>
    /// <inheritdoc cref="Read(Stream)"/>
    public static ImmutableArray<Tensor> Read(Stream stream, out ImmutableDictionary<string, string> metadata)
    {
        if (!stream.CanSeek)
        {
            var whole = new MemoryStream();
            stream.CopyTo(whole);
            whole.Position = 0;
            return Read(whole, out metadata);
        }
        var fileLength = stream.Length - stream.Position;
        if (fileLength < sizeof(ulong))
            throw Damaged($"it has {fileLength} bytes, and the length of the header alone takes 8");
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaxHeaderLength || (long)length > fileLength - sizeof(ulong))
            throw Damaged($"its header is said to have {length} bytes, and {fileLength - sizeof(ulong)} follow");
        var json = new byte[length];
        stream.ReadExactly(json);
        try
        {
            using var header = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            metadata = ReadMetadata(header.RootElement);
            return ReadTensors(header.RootElement, metadata.GetValueOrDefault(ChecksumName), stream,
                fileLength - sizeof(ulong) - (long)length);
        }
        catch (JsonException error)
        {
            throw Damaged($"its header is not JSON: {error.Message}");
        }
    }

    private static ImmutableDictionary<string, string> ReadMetadata(JsonElement header)
    {
        if (header.ValueKind != JsonValueKind.Object)
            throw Damaged($"its header is a JSON {header.ValueKind}, not an object");
        return header.TryGetProperty(MetadataName, out var metadata) && metadata.ValueKind == JsonValueKind.Object
            ? metadata.EnumerateObject().ToImmutableDictionary(member => member.Name, member => member.Value.ToString())
            : ImmutableDictionary<string, string>.Empty;
    }

    private static ImmutableArray<Tensor> ReadTensors(JsonElement header, string? written, Stream data, long dataLength)
    {
        var places = header.EnumerateObject()
            .Where(p => p.Name != MetadataName)
            .Select(p => TensorPlace.Parse(p.Name, p.Value))
            .OrderBy(p => p.Start)
            .ThenBy(p => p.End)
            .ToList();
        var tensors = ImmutableArray.CreateBuilder<Tensor>(places.Count);
        var checksum = new XxHash3();
        var end = 0L;
        foreach (var place in places)
        {
            if (place.Start != end)
                throw Damaged($"tensor {place.Name} begins at byte {place.Start}, but the values before it end at {end}");
            if (place.End > dataLength)
                throw Damaged($"tensor {place.Name} ends at byte {place.End}, but there are {dataLength}");
            tensors.Add(new(place.Name, place.Shape, ReadValues(data, (place.End - place.Start) / sizeof(float), checksum)));
            end = place.End;
        }
        if (end != dataLength)
            throw Damaged($"{dataLength - end} bytes follow the last tensor");
        if (written is not null && written != InHexadecimal(checksum))
            throw Damaged($"its values have the checksum {InHexadecimal(checksum)}, and those that were written {written}");
        return tensors.MoveToImmutable();
    }

    internal static WorkbenchException Damaged(string what) =>
        new($"This is no whole safetensors file of float32 values: {what}. Copy or export it again.");

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static byte[] ToBytes(ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        return bytes;
    }

    private static string InHexadecimal(XxHash3 checksum) =>
        checksum.GetCurrentHashAsUInt64().ToString("x16", CultureInfo.InvariantCulture);

    private static float[] ReadValues(Stream data, long count, XxHash3 checksum)
    {
        var values = new float[count];
        data.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        checksum.Append(MemoryMarshal.AsBytes(values.AsSpan()));
        if (!BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<float, int>(values.AsSpan());
            BinaryPrimitives.ReverseEndianness(words, words);
        }
        return values;
    }
}
