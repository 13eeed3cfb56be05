namespace Workbench.Features.Analysis;

/// <summary>Computes one feature of a clip. Holds tables only, so that threads can share it.</summary>
internal interface IFeatureCalculator
{
    /// <summary>Fills <paramref name="rows"/> from what is known about the clip.</summary>
    /// <param name="clip">Samples, spectrogram and what else several features share.</param>
    /// <param name="rows">
    /// <c>[bands, frames]</c>, to be overwritten whole: already of the size of the spec's frames, and resized by who has frames of its own.
    /// </param>
    void Compute(ClipAnalysis clip, FrameRows rows);
}
