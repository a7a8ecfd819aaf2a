using DemoModel;
switch (args[0])
{
    case "bench": Bench.Run(); break;
    case "gentext": { var c = new Corpus(1); var set = new HashSet<string>(); for (int i = 0; i < int.Parse(args[1]); i++) set.Add(c.Sentence()); foreach (var s in set.Take(60)) Console.WriteLine(s); var w = new HashSet<string>(set.SelectMany(s => s.ToLower().Split(' ', ',', '.', '?'))); Console.WriteLine($"{set.Count} sentences {w.Count} words, mean words {set.Average(s => s.Split(' ').Length)}"); break; }
    case "tts": Tts.Generate(args[1], int.Parse(args[2]), int.Parse(args[3])); break;
    case "train": Trainer.Run(args[1], args[2], args[3], double.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture), int.Parse(args[5]), int.Parse(args[6]), int.Parse(args[7]), int.Parse(args[8]), double.Parse(args[9], System.Globalization.CultureInfo.InvariantCulture), args.Length > 10 ? args[10] : null, args.Length > 11 ? double.Parse(args[11], System.Globalization.CultureInfo.InvariantCulture) : 0); break;
    case "export": Exporter.Export(args[1], args[2], args[3], args[4]); break;
    case "tests": Wer.MakeTests(args[1], args[2]); break;
    case "eval": Wer.Eval(args[1], args[2], args[3], int.Parse(args[4]), args[5..]); break;
    case "samples": Samples.Make(args[1], args[2], args[3], args[4], args[5], args[6]); break;
}
