using System.Diagnostics;
using VadTraining;

if (args is not [var clips, var output, var scenes, var steps, var threads, .. var more])
{
    Console.Error.WriteLine("usage: VadTraining CLIPS-FOLDER OUTPUT SCENES STEPS THREADS [WEIGHTS-TO-BEGIN-WITH]");
    return 2;
}

var watch = Stopwatch.StartNew();
var parallel = int.Parse(threads);
using var known = new Speech(clips, "train");
using var unknown = new Speech(clips, "test");
var training = Make(known, int.Parse(scenes), 1);
var held = Make(unknown, 400, 1_000_000_007);
Console.WriteLine($"{training.Length} scenes after {watch.Elapsed.TotalSeconds:0} s");
new Trainer(training, held, parallel, more.FirstOrDefault()).Train(int.Parse(steps), output);
Console.WriteLine($"done after {watch.Elapsed.TotalSeconds:0} s");
return 0;

Scene[] Make(Speech speech, int count, ulong seed)
{
    var made = new Scene[count];
    Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = parallel }, i => made[i] = Scene.Make(speech, new Chance(seed + ((ulong)i * 7919))));
    return made;
}
