namespace Workbench.Training.Kernels;

/// <summary>
/// The transforms of Winograd's convolution F(2x2, 3x3), after Lavin and Gray, "Fast algorithms for convolutional neural networks"
/// (2016): a tile of 2x2 outputs is <c>A^T [(G g G^T) . (B^T d B)] A</c> for a kernel g and the 4x4 inputs d, where the dot stands for 16
/// products, each of which is a matrix product over channels and tiles. That is 16 multiplications for 36.
/// </summary>
internal abstract unsafe class WinogradTransform
{
    /// <summary>Outputs of a tile along one side.</summary>
    public const int TileSize = 2;

    /// <summary>Inputs of a tile along one side.</summary>
    public const int WindowSize = 4;

    /// <summary>Products of a tile.</summary>
    public const int Products = WindowSize * WindowSize;

    private const int WindowPixels = WindowSize * WindowSize, TilePixels = TileSize * TileSize;

    /// <param name="vectorSize">Floats in a vector.</param>
    protected WinogradTransform(int vectorSize) => VectorSize = vectorSize;

    /// <summary>Floats in a vector: transformed channels are written in whole ones.</summary>
    public int VectorSize { get; }

    /// <summary><c>B^T d B</c> of one tile.</summary>
    /// <param name="pixels">Its 16 input pixels, row by row.</param>
    /// <param name="first">First channel.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="target">Where channels of the first product go; what fills the last vector is 0.</param>
    /// <param name="stride">Values from one product to the next.</param>
    public void Input(float** pixels, int first, int channels, float* target, nint stride)
    {
        var rest = channels % VectorSize;
        InputVectors(pixels, first, channels - rest, target, stride);
        if (rest == 0)
            return;
        float* values = stackalloc float[WindowPixels * VectorSize];
        var rests = stackalloc float*[WindowPixels];
        CopyRests(pixels, first + channels - rest, rest, WindowPixels, values, rests);
        InputVectors(rests, 0, VectorSize, target + channels - rest, stride);
    }

    /// <summary><c>A y A^T</c> of the gradient of one tile: how the loss changes with its products. Arguments as for <see cref="Input"/>, but 4 pixels.</summary>
    public void OutputGradient(float** pixels, int first, int channels, float* target, nint stride)
    {
        var rest = channels % VectorSize;
        OutputGradientVectors(pixels, first, channels - rest, target, stride);
        if (rest == 0)
            return;
        float* values = stackalloc float[TilePixels * VectorSize];
        var rests = stackalloc float*[TilePixels];
        CopyRests(pixels, first + channels - rest, rest, TilePixels, values, rests);
        OutputGradientVectors(rests, 0, VectorSize, target + channels - rest, stride);
    }

    /// <summary><c>A^T m A</c> of one tile.</summary>
    /// <param name="source">The channels of the first product, in whole vectors.</param>
    /// <param name="stride">Values from one product to the next.</param>
    /// <param name="pixels">Its 4 output pixels, row by row.</param>
    /// <param name="first">First channel of a pixel.</param>
    /// <param name="channels">Number of channels.</param>
    public void Output(float* source, nint stride, float** pixels, int first, int channels)
    {
        var rest = channels % VectorSize;
        OutputVectors(source, stride, pixels, first, channels - rest);
        if (rest == 0)
            return;
        float* values = stackalloc float[TilePixels * VectorSize];
        var rests = stackalloc float*[TilePixels];
        for (var i = 0; i < TilePixels; i++)
            rests[i] = values + i * VectorSize;
        OutputVectors(source + channels - rest, stride, rests, 0, VectorSize);
        for (var i = 0; i < TilePixels; i++)
            new ReadOnlySpan<float>(rests[i], rest).CopyTo(new(pixels[i] + first + channels - rest, rest));
    }

    /// <summary><c>G g G^T</c> of many kernels.</summary>
    /// <param name="source">The first of the 9 values of each kernel; the others follow at a distance of <paramref name="count"/>.</param>
    /// <param name="target">The first of 16 values of each kernel.</param>
    /// <param name="stride">Values from one of the 16 to the next.</param>
    /// <param name="count">Number of kernels: whole vectors.</param>
    public abstract void Kernel(float* source, float* target, nint stride, int count);

    /// <summary><c>G^T u G</c> of the gradients of many kernels.</summary>
    /// <param name="source">The first of 16 values of each kernel.</param>
    /// <param name="stride">Values from one of the 16 to the next.</param>
    /// <param name="target">The first of 9 values of each kernel; the others follow at a distance of <paramref name="count"/>.</param>
    /// <param name="count">Number of kernels: whole vectors.</param>
    public abstract void KernelGradient(float* source, nint stride, float* target, int count);

    /// <summary><see cref="Input"/> for whole vectors.</summary>
    protected abstract void InputVectors(float** pixels, int first, int channels, float* target, nint stride);

    /// <summary><see cref="OutputGradient"/> for whole vectors.</summary>
    protected abstract void OutputGradientVectors(float** pixels, int first, int channels, float* target, nint stride);

    /// <summary><see cref="Output"/> for whole vectors.</summary>
    protected abstract void OutputVectors(float* source, nint stride, float** pixels, int first, int channels);

    /// <summary>Copies the channels that do not fill a vector, and zeros behind them.</summary>
    private void CopyRests(float** pixels, int first, int channels, int count, float* values, float** rests)
    {
        new Span<float>(values, count * VectorSize).Clear();
        for (var i = 0; i < count; i++)
        {
            rests[i] = values + i * VectorSize;
            new ReadOnlySpan<float>(pixels[i] + first, channels).CopyTo(new(rests[i], channels));
        }
    }
}
