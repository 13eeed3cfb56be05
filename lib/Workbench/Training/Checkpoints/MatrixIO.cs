using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Workbench.Training.Kernels;

namespace Workbench.Training.Checkpoints;

/// <summary>Float32 values in a checkpoint: little-endian, bit for bit, without their number, which the reader knows.</summary>
internal static class MatrixIO
{
    extension(BinaryWriter writer)
    {
        /// <summary>Writes the values of a matrix.</summary>
        public void Write(Matrix matrix) => writer.Write(matrix.Values);

        /// <summary>Writes values.</summary>
        public void Write(ReadOnlySpan<float> values)
        {
            if (BitConverter.IsLittleEndian)
                writer.Write(MemoryMarshal.AsBytes(values));
            else
                foreach (var value in values)
                    writer.Write(value);
        }
    }

    extension(BinaryReader reader)
    {
        /// <summary>Fills a matrix.</summary>
        public void Read(Matrix matrix) => reader.Read(matrix.Values);

        /// <summary>Fills values.</summary>
        public void Read(Span<float> values)
        {
            reader.ReadExactly(MemoryMarshal.AsBytes(values));
            if (!BitConverter.IsLittleEndian)
                foreach (ref var value in values)
                    value = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReverseEndianness(BitConverter.SingleToInt32Bits(value)));
        }
    }
}
