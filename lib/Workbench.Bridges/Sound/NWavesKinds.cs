using Workbench.Augmentation;
using Workbench.Features;

namespace Workbench.Bridges;

/// <summary>What NWaves brings to specs.</summary>
public static class NWavesKinds
{
    /// <summary>
    /// Lets specs with features and effects of NWaves be read: to be called before a spec or a run that may hold one is read from its
    /// file. Whoever makes one in code need not.
    /// </summary>
    public static void Register()
    {
        FeatureKinds.Register<Gfcc>("gfcc");
        FeatureKinds.Register<Lpcc>("lpcc");
        FeatureKinds.Register<Plp>("plp");
        FeatureKinds.Register<Pncc>("pncc");
        FeatureKinds.Register<WaveletEnergies>("waveletEnergies");
        TransformKinds.Register<BitCrusher, BitCrusher.Drawn>("bitCrusher");
        TransformKinds.Register<Chorus, Chorus.Drawn>("chorus");
        TransformKinds.Register<Compressor, Compressor.Drawn>("compressor");
        TransformKinds.Register<Flanger, Flanger.Drawn>("flanger");
        TransformKinds.Register<Phaser, Phaser.Drawn>("phaser");
        TransformKinds.Register<TubeDistortion, TubeDistortion.Drawn>("tubeDistortion");
    }
}
