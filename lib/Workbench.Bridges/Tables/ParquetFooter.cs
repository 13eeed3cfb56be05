using System.Buffers.Binary;

namespace Workbench.Bridges;

/// <summary>
/// Looks through the footer of a file of Parquet, its description in Thrift's compact protocol: Parquet.Net 6.1.0 takes every field for
/// what it should be, and where a damaged one is something else, reads on for ever. What is in no list is skipped, as it does.
/// </summary>
internal ref struct ParquetFooter
{
    private const int TailLength = 8, MostBytes = 256 << 20, DeepestNesting = 16;
    private const int True = 1, False = 2, Byte = 3, Short = 4, Long = 6, Double = 7, Binary = 8, List = 9, Set = 10, Structure = 12;

    /// <summary>
    /// The structures of <c>parquet.thrift</c>: number and kind of each field (<c>i</c> whole number, <c>y</c> byte, <c>t</c> truth,
    /// <c>d</c> double, <c>b</c> bytes, or a structure's name; <c>[</c> for a list of these).
    /// </summary>
    private static readonly Dictionary<string, Dictionary<int, string>> Structures = new[]
    {
        "File 1i 2[Element 3i 4[Group 5[Pair 6b 7[Order 8Encryption 9b", "Element 1i 2i 3i 4b 5i 6i 7i 8i 9i 10Type",
        "Type 1None 2None 3None 4None 5Decimal 6None 7Time 8Time 10Int 11None 12None 13None 14None 15None 16Variant 17Geometry 18Geometry",
        "None", "Decimal 1i 2i", "Time 1t 2Unit", "Unit 1None 2None 3None", "Int 1y 2t", "Variant 1y", "Geometry 1b 2i",
        "Group 1[Chunk 2i 3i 4[Sorting 5i 6i 7i", "Sorting 1i 2t 3t", "Chunk 1b 2i 3Column 4i 5i 6i 7i 8Crypto 9b",
        "Column 1i 2[i 3[b 4i 5i 6i 7i 8[Pair 9i 10i 11i 12Statistics 13[Pages 14i 15i 16Sizes 17Places", "Pair 1b 2b",
        "Statistics 1b 2b 3i 4i 5b 6b 7t 8t", "Pages 1i 2i 3i", "Sizes 1i 2[i 3[i", "Places 1Box 2[i", "Box 1d 2d 3d 4d 5d 6d 7d 8d",
        "Order 1None", "Encryption 1Aes 2Aes", "Aes 1b 2b 3t", "Crypto 1None 2Key", "Key 1[b 2b",
    }.Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words.Skip(1).ToDictionary(
        field => int.Parse(string.Concat(field.TakeWhile(char.IsAsciiDigit)), null), field => field.TrimStart([.. "0123456789"])));

    private readonly ReadOnlySpan<byte> bytes;
    private int at;

    private ParquetFooter(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>Looks through the footer of a file, whose position is its beginning afterwards; what is no such file is let pass.</summary>
    /// <exception cref="InvalidDataException">The footer is damaged.</exception>
    public static void Check(Stream file)
    {
        if (file.Length < TailLength)
            return;
        var tail = new byte[TailLength];
        file.Position = file.Length - TailLength;
        file.ReadExactly(tail);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (tail.AsSpan(4).SequenceEqual("PAR1"u8))
        {
            if (length > Math.Min(file.Length - TailLength, MostBytes))
                throw Damaged();
            var footer = new byte[length];
            file.Position = file.Length - TailLength - length;
            file.ReadExactly(footer);
            new ParquetFooter(footer).Walk("File", 0);
        }
        file.Position = 0;
    }

    private void Walk(string? structure, int depth)
    {
        if (depth > DeepestNesting)
            throw Damaged();
        for (var field = 0; ReadByte() is not 0 and var header;)
        {
            field = header >> 4 is > 0 and var step ? field + step : (int)ReadWhole();
            var kind = structure is null ? null : Structures[structure].GetValueOrDefault(field);
            Value(kind, header & 0xF, depth, isItem: false);
        }
    }

    /// <summary>Goes over a value, which must be of its kind, if that is known.</summary>
    private void Value(string? kind, int type, int depth, bool isItem)
    {
        if (!(kind is null || kind switch
        {
            "i" => type is >= Short and <= Long,
            "y" => type == Byte,
            "t" => type is True or False,
            "d" => type == Double,
            "b" => type == Binary,
            ['[', ..] => type is List or Set,
            _ => type == Structure,
        }))
            throw Damaged();
        switch (type)
        {
            case True or False: Skip(isItem ? 1 : 0); break;
            case Byte: Skip(1); break;
            case >= Short and <= Long: ReadWhole(); break;
            case Double: Skip(sizeof(double)); break;
            case Binary: Skip(ReadCount()); break;
            case List or Set: Items(kind?[1..], depth); break;
            case Structure: Walk(kind, depth + 1); break;
            default: throw Damaged();
        }
    }

    private void Items(string? kind, int depth)
    {
        var header = ReadByte();
        var count = header >> 4 is < 15 and var few ? few : ReadCount();
        if (count > bytes.Length - at || depth > DeepestNesting)
            throw Damaged();
        for (; count > 0; count--)
            Value(kind, header & 0xF, depth + 1, isItem: true);
    }

    private int ReadByte() => at < bytes.Length ? bytes[at++] : throw Damaged();

    private void Skip(int count) => at = count <= bytes.Length - at ? at + count : throw Damaged();

    private int ReadCount() => Varint() is <= int.MaxValue and var count ? (int)count : throw Damaged();

    /// <summary>A number whose sign is its last bit.</summary>
    private long ReadWhole() => Varint() is var value ? (long)(value >> 1) ^ -(long)(value & 1) : 0;

    private ulong Varint()
    {
        var (value, shift) = (0UL, 0);
        for (int next; shift < 64; shift += 7)
        {
            value |= (ulong)((next = ReadByte()) & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw Damaged();
    }

    private static InvalidDataException Damaged() => new("its footer is damaged");
}
