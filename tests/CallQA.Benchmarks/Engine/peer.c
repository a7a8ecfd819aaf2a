/* Times whisper.cpp on the work that the engine benchmark gives to CallQA: the same audio in windows of 30 s, encoded and
 * greedily decoded one after the other. Build beside a built whisper.cpp in $W:
 *   gcc -O2 peer.c -o peer -I$W/include -I$W/ggml/include -L$W/build/bin -lwhisper -lm -Wl,-rpath,$W/build/bin
 * usage: peer MODEL THREADS TOKENS FILE [FILE...]          tokens: in each window; files: 32-bit floats at 16 kHz
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include "whisper.h"

#define MOST_WINDOWS 1000

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void quiet(enum ggml_log_level level, const char *text, void *data) { (void)level; (void)text; (void)data; }

static int best(const float *logits, int count) {
    int token = 0;
    for (int i = 1; i < count; i++)
        if (logits[i] > logits[token]) token = i;
    return token;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Not ru_maxrss: a started process inherits that of the one which started it. */
static long peak_mebibytes(void) {
    FILE * status = fopen("/proc/self/status", "r");
    char line[256];
    long kibibytes = 0;
    while (status && fgets(line, sizeof line, status)) {
        sscanf(line, "VmHWM: %ld", &kibibytes);
    }
    if (status) fclose(status);
    return kibibytes / 1024;
}

int main(int argc, char **argv) {
    if (argc < 5) return 2;
    int threads = atoi(argv[2]), tokens = atoi(argv[3]), samples = 30 * WHISPER_SAMPLE_RATE;
    whisper_log_set(quiet, NULL);
    struct whisper_context_params options = whisper_context_default_params();
    options.use_gpu = false;
    double start = now();
    struct whisper_context *model = whisper_init_from_file_with_params(argv[1], options);
    if (!model) return 1;
    double load = now() - start, mel = 0, encode = 0, decode = 0;
    int windows = 0;
    double encodings[MOST_WINDOWS];
    float *audio = malloc(samples * sizeof(float));
    int argument = 4;
    FILE *file = fopen(argv[argument], "rb");
    while (file && windows < MOST_WINDOWS) {
        int read = fread(audio, sizeof(float), samples, file);
        if (read <= 0) {
            fclose(file);
            file = ++argument < argc ? fopen(argv[argument], "rb") : NULL;
            continue;
        }
        double t0 = now();
        whisper_pcm_to_mel(model, audio, read, threads);
        double t1 = now();
        whisper_encode(model, 0, threads);
        double t2 = now();
        int prompt[4], count = 0;
        prompt[count++] = whisper_token_sot(model);
        if (whisper_is_multilingual(model)) {
            prompt[count++] = whisper_token_sot(model) + 1;
            prompt[count++] = whisper_token_transcribe(model);
        }
        prompt[count++] = whisper_token_not(model);
        whisper_decode(model, prompt, count, 0, threads);
        for (int i = 0; i < tokens; i++) {
            int token = best(whisper_get_logits(model), whisper_n_vocab(model));
            if (i + 1 < tokens) whisper_decode(model, &token, 1, count++, threads);
        }
        mel += t1 - t0;
        encode += encodings[windows++] = t2 - t1;
        decode += now() - t2;
    }
    if (windows == 0) return 1;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    qsort(encodings, windows, sizeof(double), by_size);
    printf("%.4f %.4f %.4f %.4f %.4f %ld %.4f\n", load, mel, encode, decode,
        usage.ru_utime.tv_sec + usage.ru_utime.tv_usec / 1e6 + usage.ru_stime.tv_sec + usage.ru_stime.tv_usec / 1e6, peak_mebibytes(), encodings[windows / 2]);
    return 0;
}
