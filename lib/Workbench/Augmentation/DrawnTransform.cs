using System.Text.Json.Serialization;
using Workbench.Audio;
using Workbench.Audio.Filters;
using Workbench.Augmentation.Transforms;
using Workbench.Foundation;

namespace Workbench.Augmentation;

/// <summary>
/// An <see cref="AudioTransform"/> whose numbers are drawn: the same clip gives the same sound every time. Its JSON says all of it.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PitchShift.Drawn), "pitchShift")]
[JsonDerivedType(typeof(TimeStretch.Drawn), "timeStretch")]
[JsonDerivedType(typeof(Gain.Drawn), "gain")]
[JsonDerivedType(typeof(AddNoise.Drawn), "addNoise")]
[JsonDerivedType(typeof(LowPass.Drawn), "lowPass")]
[JsonDerivedType(typeof(HighPass.Drawn), "highPass")]
[JsonDerivedType(typeof(Peaking.Drawn), "peaking")]
[JsonDerivedType(typeof(Reverb.Drawn), "reverb")]
[JsonDerivedType(typeof(ReversePolarity.Drawn), "reversePolarity")]
[JsonDerivedType(typeof(TimeShift.Drawn), "timeShift")]
[JsonDerivedType(typeof(OwnTransform.Drawn), "own")]
[KindElsewhere("bitCrusher", KindElsewhereAttribute.InBridges)]
[KindElsewhere("chorus", KindElsewhereAttribute.InBridges)]
[KindElsewhere("compressor", KindElsewhereAttribute.InBridges)]
[KindElsewhere("flanger", KindElsewhereAttribute.InBridges)]
[KindElsewhere("phaser", KindElsewhereAttribute.InBridges)]
[KindElsewhere("tubeDistortion", KindElsewhereAttribute.InBridges)]
public abstract record DrawnTransform
{
    /// <summary>For what a <see cref="CustomTransform"/> draws.</summary>
    protected DrawnTransform() { }

    /// <summary>What is done, in words, for instance <c>pitch +1.3 semitones</c>.</summary>
    [JsonIgnore]
    public abstract string Summary { get; }

    /// <summary>Changes a clip; the clip itself stays as it is.</summary>
    /// <param name="clip">At least one sample.</param>
    /// <param name="token">Ends the work early.</param>
    /// <returns>A clip of the same sample rate and channels.</returns>
    /// <exception cref="WorkbenchException">
    /// No samples, or samples that are not finite, where frequencies are looked at.
    /// </exception>
    public abstract AudioClip Apply(AudioClip clip, CancellationToken token = default);

    /// <summary>A clip whose samples are computed channel by channel.</summary>
    private protected static AudioClip EachChannel(AudioClip clip, Func<float[], float[]> change) =>
        new(clip.SampleRate, [.. Enumerable.Range(0, clip.ChannelCount).Select(c => change(clip.Channel(c).ToArray()))]);

    /// <summary>A clip whose channels are filtered, each from silence.</summary>
    private protected static AudioClip Filter(AudioClip clip, Biquad<double> filter) => EachChannel(clip, samples =>
    {
        var fresh = filter;
        fresh.Apply(samples);
        return samples;
    });

    /// <summary>A frequency in hertz as <see cref="Biquad{T}"/> takes it.</summary>
    private protected static double Angle(double hertz, AudioClip clip) => 2 * Math.PI * (hertz / clip.SampleRate);
}
