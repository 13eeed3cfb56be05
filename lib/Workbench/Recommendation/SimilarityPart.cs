namespace Workbench.Recommendation;

/// <summary>What two songs are compared by: a family of features, or what a model makes of the songs.</summary>
public enum SimilarityPart
{
    /// <summary>The colour of the sound: MFCCs, mel bands, zero crossings, centroid, bandwidth, contrast, rolloff, flatness.</summary>
    Timbre,

    /// <summary>Tempo, onsets and beats.</summary>
    Rhythm,

    /// <summary>Chroma and tonal centroids.</summary>
    Harmony,

    /// <summary>Loudness and how it varies.</summary>
    Dynamics,

    /// <summary>What the model's output layer is given.</summary>
    Embedding,

    /// <summary>The probabilities of the genres that the model predicts.</summary>
    Genres,
}
