namespace Workbench.Recommendation.Vectors;

/// <summary>Which numbers are read of all songs to find the nearest. The answer is the same, to the last bit.</summary>
public enum VectorScan
{
    /// <summary>
    /// A byte a number, from which follows within which bounds a product lies: float32 is read of the few songs alone that may be among
    /// the nearest. A quarter of the memory is needed, and about a third of the time.
    /// </summary>
    Int8,

    /// <summary>All numbers in float32.</summary>
    Float32,
}
