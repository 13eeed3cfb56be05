namespace Workbench.Training.Layers;

/// <summary>A run of windows as a <see cref="NormalisationKernel"/> sees it.</summary>
internal readonly unsafe struct NormalisedRun
{
    /// <summary>Number of channels.</summary>
    public int Channels { get; init; }

    /// <summary>Number of windows.</summary>
    public int Count { get; init; }

    /// <summary>Values from one window to the next.</summary>
    public nint Step { get; init; }

    /// <summary>Values from one output to the next.</summary>
    public nint OutputStep { get; init; }

    /// <summary>Where the values of a window are: distances from the first one.</summary>
    public int[] Offsets { get; init; }

    /// <summary>What is taken away from the input.</summary>
    public float* Mean { get; init; }

    /// <summary>Factor of the centred input.</summary>
    public float* Gain { get; init; }

    /// <summary>What is added then.</summary>
    public float* Shift { get; init; }

    /// <summary>Slope of the activation below 0; 1 where there is none.</summary>
    public float Slope { get; init; }

    /// <summary>How the input gradient changes with the centred input, by the statistics.</summary>
    public float* GradientSlope { get; init; }

    /// <summary>The input gradient of an input at the mean, by the statistics.</summary>
    public float* GradientShift { get; init; }
}
