namespace Workbench.Demo;

/// <summary>
/// One bar of drums in sixteenths, one line a drum: <c>X</c> accent, <c>x</c> stroke, <c>o</c> ghost stroke, <c>.</c> rest.
/// A bar of three beats plays the first twelve.
/// </summary>
/// <param name="Lines">The drums.</param>
internal sealed record Beat(params (Drum Drum, string Steps)[] Lines)
{
    public static Beat Backbeat { get; } = new((Drum.Kick, "X.....x.x......."), (Drum.Snare, "....X.......X..."),
        (Drum.Hat, "x.x.x.x.x.x.x.x."));
    public static Beat Driving { get; } = new((Drum.Kick, "X..x....x.x....."), (Drum.Snare, "....X.......X..o"),
        (Drum.OpenHat, "x...x...x...x..."));
    public static Beat HalfTime { get; } = new((Drum.Kick, "X.....x....x...."), (Drum.Snare, "........X......."),
        (Drum.Ride, "x...x...x...x..."));
    public static Beat TomTom { get; } = new((Drum.Kick, "X.x.x.x.X.x.x.x."), (Drum.Snare, "....x..x....x.x."),
        (Drum.Crash, "x..............."));
    public static Beat TwoBeat { get; } = new((Drum.Kick, "X.....x.X.....x."), (Drum.Snare, "..X...X...X...X."),
        (Drum.Hat, "x.x.x.x.x.x.x.x."));
    public static Beat DBeat { get; } = new((Drum.Kick, "X..x....X..x...."), (Drum.Snare, "....X.......X..."),
        (Drum.Crash, "x...x...x...x..."));
    public static Beat Train { get; } = new((Drum.Kick, "x.......x......."), (Drum.Snare, "ooxoooxoooxoooxo"));
    public static Beat Stomp { get; } = new((Drum.Kick, "X.......X......."), (Drum.Clap, "....x.......x..."),
        (Drum.Shaker, "x.x.x.x.x.x.x.x."));
    public static Beat Swept { get; } = new((Drum.Kick, "x..............."), (Drum.Shaker, "x...x...x...x..."));
    public static Beat BoomBap { get; } = new((Drum.Kick, "X..x......xx...."), (Drum.Snare, "....X.......X..."),
        (Drum.Hat, "x.x.x.x.x.x.x.xo"));
    public static Beat Trap { get; } = new((Drum.Kick, "X.....x...x....."), (Drum.Clap, "........X......."),
        (Drum.Hat, "x.xxx.x.xxx.xxxx"));
    public static Beat HeadNod { get; } = new((Drum.Kick, "X.....x..x......"), (Drum.Snare, "....X..o.o..X..."),
        (Drum.Shaker, "x.o.x.o.x.o.x.o."));
    public static Beat FourOnTheFloor { get; } = new((Drum.Kick, "X...X...X...X..."), (Drum.Clap, "....x.......x..."),
        (Drum.OpenHat, "..x...x...x...x."), (Drum.Hat, "o.ooo.ooo.ooo.oo"));
    public static Beat Techno { get; } = new((Drum.Kick, "X...X...X...X..."), (Drum.Hat, "x.xxx.xxx.xxx.xx"),
        (Drum.Ride, "..x...x...x...x."));
    public static Beat Breaks { get; } = new((Drum.Kick, "X.x.......x....."), (Drum.Snare, "....X..o.o..X..o"),
        (Drum.Hat, "xoxoxoxoxoxoxoxo"));
    public static Beat Swing { get; } = new((Drum.Ride, "X...x.x.X...x.x."), (Drum.Hat, "....x.......x..."),
        (Drum.Kick, "o...o...o...o..."), (Drum.Snare, "......o......o.."));
    public static Beat BossaNova { get; } = new((Drum.Kick, "x..xx..xx..xx..x"), (Drum.Snare, "o..o..o...o..o.."),
        (Drum.Shaker, "xoxoxoxoxoxoxoxo"));
    public static Beat Heartbeat { get; } = new((Drum.Kick, "x..o............"), (Drum.Shaker, "........x......."));
}
