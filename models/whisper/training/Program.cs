using DemoModel;
switch (args[0])
{
    case "bench": Bench.Run(); break;
    case "gentext": CorpusReport.Write(Language.Of(args[1]), int.Parse(args[2]), int.Parse(args[3])); break;
    case "checktext": CorpusReport.Check(args[1], args[2], int.Parse(args[3])); break;
    case "subvocab": SubVocab.Build(new GgmlVocab(args[1]), [], args.Length > 3 ? SubVocab.Load(args[3]) : null).Save(args[2]); break;
    case "tts": Tts.Generate(args[1], int.Parse(args[2]), int.Parse(args[3]), args.Length > 4 ? double.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture) : 0); break;
    case "train": Trainer.Run(args[1], args[2], args[3], double.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture), int.Parse(args[5]), int.Parse(args[6]), int.Parse(args[7]), int.Parse(args[8]), double.Parse(args[9], System.Globalization.CultureInfo.InvariantCulture), args.Length > 10 ? args[10] : null, args.Length > 11 ? double.Parse(args[11], System.Globalization.CultureInfo.InvariantCulture) : 0); break;
    case "import": Importer.Import(args[1], args[2], args[3]); break;
    case "export": Exporter.Export(args[1], args[2], args[3], args[4]); break;
    case "tests": Wer.MakeTests(args[1], args[2]); break;
    case "eval": Wer.Eval(args[1], args[2], args[3], int.Parse(args[4]), args[5..]); break;
    case "samples": Samples.Make(args[1], args[2], args[3], args[4], args[5], args[6]); break;
}
