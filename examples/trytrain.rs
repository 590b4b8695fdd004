use postil::core::tagger::*;
use std::io::BufRead;
fn main(){
    let args: Vec<String>=std::env::args().collect();
    let out=&args[1]; let epochs:usize=args[2].parse().unwrap(); let rows:u32=args[3].parse().unwrap();
    let mut ex=vec![];
    for f in &args[4..]{ for l in std::io::BufReader::new(std::fs::File::open(f).unwrap()).lines(){ let s:TaggedSentence=serde_json::from_str(&l.unwrap()).unwrap(); ex.push(s.into_example().unwrap()); } }
    eprintln!("{} sentences", ex.len());
    let t=std::time::Instant::now();
    let m=train_names(&ex,epochs,rows,7,&mut |e,w,n| eprintln!("epoch {e}: {w} of {n} wrong, {:?}", t.elapsed())).unwrap();
    let b=m.to_bytes(); eprintln!("{} bytes", b.len()); std::fs::write(out,b).unwrap();
}
