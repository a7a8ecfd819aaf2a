using System.Globalization;
using System.Numerics.Tensors;
using CallQA.Engines.VoiceActivity;

namespace VadTraining;

/// <summary>Adam over scenes made beforehand, with a rate that rises, then falls to nothing.</summary>
internal sealed class Trainer(Scene[] scenes, Scene[] held, int threads, string? before)
{
    private const int BatchSize = 16;
    private readonly double highestRate = before is null ? 3e-3 : 2e-3;
    private readonly float[] weights = new float[WeightLayout.Total];
    private readonly float[] first = new float[WeightLayout.Total];
    private readonly float[] second = new float[WeightLayout.Total];

    public float[] Train(int steps, string output)
    {
        if (before is null)
            Begin();
        else
            GoOn(before);
        Trainee[] trainees = [.. Enumerable.Range(0, threads).Select(thread => new Trainee(new Chance((ulong)thread + 5)))];
        var chance = new Chance(99);
        var (loss, wrong) = (0.0, 0.0);
        for (var step = 1; step <= steps; step++)
        {
            Scene[] batch = [.. Enumerable.Range(0, BatchSize).Select(_ => scenes[chance.Int(0, scenes.Length - 1)])];
            Parallel.For(0, threads, thread =>
            {
                trainees[thread].Clear();
                for (var i = thread; i < batch.Length; i += threads)
                    trainees[thread].Learn(weights, batch[i]);
            });
            loss += trainees.Sum(trainee => trainee.Loss) / BatchSize / Scene.Frames;
            wrong += trainees.Sum(trainee => trainee.Wrong) / (double)BatchSize / Scene.Frames;
            var rate = highestRate * Math.Min(1, step / 100.0) * 0.5 * (1 + Math.Cos(Math.PI * step / steps));
            Update(trainees, step, rate);
            if (step % 100 == 0)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step} loss {loss / 100:0.0000} wrong {wrong:0.00} %"));
                (loss, wrong) = (0, 0);
            }

            if (step % 500 == 0 || step == steps)
            {
                Judge();
                Save(step == steps ? output : $"{output}.{step}");
            }
        }

        return weights;
    }

    private void GoOn(string file)
    {
        var bytes = File.ReadAllBytes(file);
        for (var i = 0; i < weights.Length; i++)
            weights[i] = (float)BitConverter.ToHalf(bytes, 2 * i);
    }

    private void Begin()
    {
        var chance = new Chance(7);
        for (var row = 0; row < ActivityFeatures.Count; row++)
        {
            var (sum, square, count) = (0.0, 0.0, 0.0);
            foreach (var scene in scenes.Take(1000))
            {
                var values = scene.Features.AsSpan(row * Scene.Frames, Scene.Frames);
                sum += TensorPrimitives.Sum<float>(values);
                square += TensorPrimitives.SumOfSquares<float>(values);
                count += Scene.Frames;
            }

            weights[WeightLayout.Mean + row] = (float)(Half)(sum / count);
            weights[WeightLayout.Scale + row] = (float)(Half)(1 / Math.Sqrt(Math.Max(1e-4, (square / count) - (sum / count * sum / count))));
        }

        for (var c = 0; c < ActivityNetwork.Width; c++)
        {
            for (var i = 0; i < ActivityFeatures.Count; i++)
                weights[WeightLayout.Input(c) + i] = (float)(chance.Gauss() * Math.Sqrt(2.0 / ActivityFeatures.Count));
            for (var layer = 0; layer < ActivityNetwork.Layers; layer++)
            {
                for (var i = 0; i < 3 * ActivityNetwork.Width; i++)
                    weights[WeightLayout.Layer(layer, c) + i] = (float)(chance.Gauss() * 0.5 * Math.Sqrt(2.0 / (3 * ActivityNetwork.Width)));
            }

            weights[WeightLayout.Output + c] = (float)(chance.Gauss() * 0.1);
        }
    }

    private void Update(Trainee[] trainees, int step, double rate)
    {
        var gradient = new float[weights.Length];
        foreach (var trainee in trainees)
            TensorPrimitives.Add(gradient, trainee.Gradient, gradient);
        TensorPrimitives.Divide(gradient, BatchSize, gradient);
        var norm = TensorPrimitives.Norm<float>(gradient);
        if (norm > 1)
            TensorPrimitives.Divide(gradient, norm, gradient);
        for (var i = WeightLayout.Input(0); i < weights.Length; i++)
        {
            first[i] = (0.9f * first[i]) + (0.1f * gradient[i]);
            second[i] = (0.999f * second[i]) + (0.001f * gradient[i] * gradient[i]);
            var mean = first[i] / (1 - Math.Pow(0.9, step));
            var spread = Math.Sqrt(second[i] / (1 - Math.Pow(0.999, step)));
            weights[i] -= (float)(rate * ((mean / (spread + 1e-8)) + (0.01 * weights[i])));
        }
    }

    /// <summary>Errors by kind of scene on voices and seeds never trained on.</summary>
    private void Judge()
    {
        foreach (var kind in held.GroupBy(scene => scene.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var (missed, spoken, alarms, frames) = (0, 0, 0, 0);
            foreach (var scene in kind)
            {
                var odds = new ActivityNetwork(weights).Run((float[])scene.Features.Clone(), Scene.Frames);
                for (var i = 0; i < odds.Length; i++)
                {
                    var spoke = scene.Spoken[i] > 0;
                    spoken += spoke ? 1 : 0;
                    missed += spoke && odds[i] <= 0 ? 1 : 0;
                    alarms += !spoke && odds[i] > 0 ? 1 : 0;
                    frames++;
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind.Key,-16} missed {100.0 * missed / Math.Max(1, spoken):0.00} % of speech, false alarm {100.0 * alarms / Math.Max(1, frames - spoken):0.00} % of the rest"));
        }
    }

    private void Save(string output) => File.WriteAllBytes(output, [.. weights.SelectMany(weight => BitConverter.GetBytes((Half)weight))]);
}
