using System.Text.Json.Serialization;

namespace Workbench.Features;

/// <summary>One kind of feature of a <see cref="FeatureSpec"/>: how many bands it has, and what its columns are called.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LogMel), "logMel")]
[JsonDerivedType(typeof(Mfcc), "mfcc")]
public abstract record Feature
{
    /// <summary>Name in column names, as in the FMA tables, for instance <c>mfcc</c>.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>Values a frame.</summary>
    [JsonIgnore]
    public abstract int BandCount { get; }
}
