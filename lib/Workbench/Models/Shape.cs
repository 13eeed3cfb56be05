namespace Workbench.Models;

/// <summary>The shape of one example as it passes through a model: a vector, or an image of channels.</summary>
public abstract record Shape
{
    private protected Shape() { }

    /// <summary>Values of one example, at least 1.</summary>
    public abstract int Count { get; }

    /// <summary>What BatchNorm normalises separately: the features of a vector, the channels of an image.</summary>
    public abstract int ChannelCount { get; }

    /// <summary>Values of one channel: 1 for a vector, height x width for an image.</summary>
    internal abstract int PositionCount { get; }

    /// <summary>A row of features.</summary>
    /// <param name="length">Number of features, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length below 1.</exception>
    public static Shape Vector(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return new VectorShape(length);
    }

    /// <summary>An image, for instance a spectrogram: <c>[1, bands, frames]</c>.</summary>
    /// <param name="channels">Number of channels, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1.</exception>
    public static Shape Image(int channels, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return new ImageShape(channels, height, width);
    }
}
