namespace Workbench.Foundation;

/// <summary>How a field of Protocol Buffers is written, with the numbers that stand in its tag.</summary>
internal enum WireType
{
    /// <summary>A whole number, seven bits a byte, the lowest first; the top bit says that more follow.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    EightBytes = 1,

    /// <summary>A length as a varint, and so many bytes: text, a message, packed numbers.</summary>
    LengthDelimited = 2,

    /// <summary>Four bytes.</summary>
    FourBytes = 5,
}
