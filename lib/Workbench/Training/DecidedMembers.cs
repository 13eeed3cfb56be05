namespace Workbench.Training;

/// <summary>Members of a <see cref="TrainingSpec"/> that an experiment has its data decide where nobody chose.</summary>
[Flags]
internal enum DecidedMembers
{
    None = 0,
    Scaler = 1,
    Optimizer = 2,
    Schedule = 4,
    Epochs = 8,
    BatchSize = 16,
    SegmentsPerSong = 32,
    Patience = 64,
    Sampling = 128,
    Mixup = 256,
    SpecAugment = 512,
    FilterAugment = 1024,
}
