using System.Runtime.CompilerServices;

namespace Workbench.Training.Kernels;

/// <summary>
/// What the kernel sees at each of a block of output pixels, zeros outside the image: a matrix in the order
/// <c>[pixel, position, channel]</c>, or with a single channel <c>[position, pixel]</c>, which copies long runs.
/// </summary>
/// <param name="shape">Sizes of the convolution.</param>
/// <param name="blockPixels">Most pixels of a block.</param>
internal readonly unsafe struct Patches(ConvolutionShape shape, int blockPixels)
{
    /// <summary>Values from one pixel of a block to the next.</summary>
    public int PixelStride => shape.Channels == 1 ? 1 : shape.PatchSize;

    /// <summary>Values from one value under the kernel to the next.</summary>
    public int ValueStride => shape.Channels == 1 ? blockPixels : 1;

    /// <summary>Fills a block.</summary>
    /// <param name="input">First value of the first image.</param>
    /// <param name="firstPixel">First output pixel, counted through all images.</param>
    /// <param name="pixels">Number of output pixels.</param>
    /// <param name="target">Room for a block.</param>
    public void Gather(float* input, int firstPixel, int pixels, float* target)
    {
        if (shape.Channels > 1)
            GatherRows(input, firstPixel, pixels, target);
        else
            for (var position = 0; position < shape.Positions; position++, target += blockPixels)
                GatherPosition(input, position, firstPixel, pixels, target);
    }

    private void GatherPosition(float* input, int position, int pixel, int pixels, float* target)
    {
        var (kernelRow, kernelColumn) = Math.DivRem(position, shape.KernelSize);
        var inside = shape.ColumnsInside(kernelColumn);
        for (int end = pixel + pixels, run; pixel < end; pixel += run, target += run)
        {
            var (image, rest) = Math.DivRem(pixel, shape.OutputPixels);
            var (y, x) = Math.DivRem(rest, shape.OutputWidth);
            run = Math.Min(shape.OutputWidth - x, end - pixel);
            var row = y * shape.Stride - shape.Padding + kernelRow;
            var first = Math.Clamp(inside.First - x, 0, run);
            var last = (uint)row < (uint)shape.Height ? Math.Clamp(inside.End - x, first, run) : first;
            new Span<float>(target, first).Clear();
            new Span<float>(target + last, run - last).Clear();
            if (first == last)
                continue;
            var source = input + (nint)image * shape.Pixels + (nint)row * shape.Width + (x + first) * shape.Stride - shape.Padding
                + kernelColumn;
            if (shape.Stride == 1)
                new ReadOnlySpan<float>(source, last - first).CopyTo(new(target + first, last - first));
            else
                for (var i = first; i < last; i++, source += shape.Stride)
                    target[i] = *source;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void GatherRows(float* input, int firstPixel, int pixels, float* target)
    {
        var rowSize = shape.KernelSize * shape.Channels;
        for (var pixel = firstPixel; pixel < firstPixel + pixels; pixel++)
        {
            var (image, inside) = Math.DivRem(pixel, shape.OutputPixels);
            var (y, x) = Math.DivRem(inside, shape.OutputWidth);
            var (top, left) = (y * shape.Stride - shape.Padding, x * shape.Stride - shape.Padding);
            var first = Math.Clamp(-left, 0, shape.KernelSize);
            var last = Math.Clamp(shape.Width - left, first, shape.KernelSize);
            var source = input + ((nint)image * shape.Pixels + (nint)top * shape.Width + left) * shape.Channels;
            for (var row = top; row < top + shape.KernelSize; row++, source += shape.Width * shape.Channels, target += rowSize)
            {
                if (first > 0 || last < shape.KernelSize || (uint)row >= (uint)shape.Height)
                    new Span<float>(target, rowSize).Clear();
                if ((uint)row < (uint)shape.Height)
                    new ReadOnlySpan<float>(source + first * shape.Channels, (last - first) * shape.Channels)
                        .CopyTo(new(target + first * shape.Channels, (last - first) * shape.Channels));
            }
        }
    }
}
